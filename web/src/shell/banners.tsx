import type { ComponentChildren } from 'preact';
import type { StatusSummary } from '../../../lambdas/contracts/status-summary.ts';
import type { News } from '../data/use-news.ts';
import { moment } from '../format.ts';
import type { Standing } from '../standing.ts';
import type { Shown } from './use-shown-page.ts';

interface BannerProps {
  readonly look?: string;
  readonly mark?: string;
  readonly title: string;
  readonly children: ComponentChildren;
  readonly action?: ComponentChildren;
}

const Banner = ({ look = '', mark = '', title, children, action }: BannerProps) => (
  <div class={`banner ${look}`.trim()} role="status">
    <span class={`status ${mark}`.trim()} />
    <p>
      <b>{title}</b>
      {children}
    </p>
    {action}
  </div>
);

const ENDED: Readonly<Record<string, string>> = {
  held_back: 'The last run was held back. ',
  nothing_read: 'The last run read nothing. ',
};

/** A run that published nothing concerns every page: the shown data is older than the last attempt. */
function RunBanner({ summary }: { summary: StatusSummary | undefined }) {
  const last = summary?.last_run;
  if (!summary || !last || last.published || last.outcome === 'ok') return null;
  const served = summary.served
    ? `This is the last good version, published ${moment(summary.served.published_at)}.`
    : 'Nothing has been published yet.';
  return (
    <Banner look="banner-bad" mark="failed" title={ENDED[last.outcome] ?? 'The last run failed. '}>
      {last.why && `${last.why} `}
      {served} <a href="/health">What happened</a>
    </Banner>
  );
}

interface BannersProps {
  readonly shown: Shown | undefined;
  readonly news: News;
  readonly standing: Standing | undefined;
  /** The version shown here has been removed; the current one replaces it. */
  readonly isReplaced: boolean;
  again(): void;
}

/** Messages that concern every page, most urgent first. */
export function Banners({ shown, news, standing, isReplaced, again }: BannersProps) {
  const current = shown?.current;
  const gone = !news.isOnline ? 'Offline. ' : !news.isReached ? 'The server does not answer. ' : undefined;
  return (
    <div class="banners">
      {gone && current && (
        <Banner look="banner-plain" mark="open" title={gone}>
          These are the numbers of {moment(current.as_of)}, version {current.version}.
        </Banner>
      )}
      {shown?.id !== 'health' && <RunBanner summary={news.summary} />}
      {standing?.notes.map(({ title, text }) => (
        <Banner key={title} mark="late" title={title}>
          {text} <a href="/health">Data health</a>
        </Banner>
      ))}
      {isReplaced && (
        <Banner look="banner-plain" title="New data was published. ">
          The version shown before has been removed; this is the new one.
        </Banner>
      )}
      {news.isNewer && (
        <Banner
          look="banner-plain"
          title="New data was published. "
          action={
            <button type="button" class="button" onClick={again}>
              Show it
            </button>
          }
        >
          This page still shows the previous version.
        </Banner>
      )}
    </div>
  );
}
