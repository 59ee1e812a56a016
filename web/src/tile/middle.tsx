import type { ComponentChildren } from 'preact';
import { Icon, type IconName } from '../elements/icon.tsx';

interface MiddleProps {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly children?: ComponentChildren;
}

/** Text and icon in the middle of an empty tile. */
export const Middle = ({ icon, title, text, children }: MiddleProps) => (
  <div class="middle">
    <Icon name={icon} />
    <b>{title}</b>
    <p>{text}</p>
    {children}
  </div>
);
