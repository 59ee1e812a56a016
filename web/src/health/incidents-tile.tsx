import type { StatusDocument } from '../../../lambdas/contracts/status.ts';
import { count, moment } from '../format.ts';
import { LiveTable, LiveTile } from './live-tile.tsx';
import { tone } from './words.ts';

/** A link only if a browser can follow it: a path of the repository is plain text. */
const Runbook = ({ at }: { at: string }) =>
  /^https?:/.test(at) ? <a href={at}>runbook</a> : <span>{at.replace(/^.*#/, '')}</span>;

/** All open incidents, of any run, with their causes. */
export const IncidentsTile = ({ status: { incidents } }: { status: StatusDocument }) => (
  <LiveTile
    id="incidents"
    title="Open incidents"
    span={12}
    scope="until they close"
    headline={
      incidents.length === 0 ? (
        'No incident is open.'
      ) : (
        <>
          <b>{count(incidents.length)}</b> open.
        </>
      )
    }
    foot="One incident per cause; a message is sent when it opens, gets worse and closes"
  >
    {incidents.length > 0 && (
      <LiveTable caption="Open incidents" heads={[['Severity'], ['What and why'], ['Since'], ['Owner'], ['Runbook']]}>
        {incidents.map((one) => (
          <tr>
            <td>
              <span class={`tag ${tone(one.severity)}`.trim()}>{one.severity}</span>
            </td>
            <td>
              {one.title}
              <br />
              <small>{one.body}</small>
            </td>
            <td>{moment(one.since)}</td>
            <td>{one.owner}</td>
            <td>
              <Runbook at={one.runbook} />
            </td>
          </tr>
        ))}
      </LiveTable>
    )}
  </LiveTile>
);
