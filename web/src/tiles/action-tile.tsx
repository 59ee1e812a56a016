import { keepingView, useAddress } from '../address.ts';
import { Sentence } from '../elements/sentence.tsx';
import { SeverityMark } from '../elements/severity-mark.tsx';
import { Middle } from '../tile/middle.tsx';
import { TileFrame } from '../tile/tile-frame.tsx';
import type { KindProps } from './kind-props.ts';

export default function ActionTile({ tile, span }: KindProps<'actions'>) {
  const address = useAddress();
  const { items } = tile.body;
  return (
    <TileFrame tile={tile} span={span}>
      {items.length === 0 ? (
        <Middle
          icon="yes"
          title="Nothing to do now"
          text="Stock lasts, checks pass, and no further customer is at risk."
        />
      ) : (
        <ul>
          {items.map((item) => (
            <li class="action">
              <SeverityMark severity={item.severity} />
              <div>
                <Sentence parts={item.title} currency={tile.currency} />
              </div>
              <p>
                <Sentence parts={item.text} currency={tile.currency} />{' '}
                <a href={keepingView(item.link.to, address)}>{item.link.label}</a>
              </p>
            </li>
          ))}
        </ul>
      )}
    </TileFrame>
  );
}
