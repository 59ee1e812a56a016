import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../elements/icon.tsx';

interface MiddleProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

/** Words and icon in the middle of a tile that has nothing to show. */
export const Middle = ({ icon, title, text, children }: MiddleProps) => (
  <div class="middle">
    <Icon name={icon} />
    <b>{title}</b>
    <p>{text}</p>
    {children}
  </div>
);
