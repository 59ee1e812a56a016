import type { ComponentChildren } from 'preact';
import { useId, useLayoutEffect, useRef } from 'preact/hooks';
import { Icon } from './icon.tsx';

export interface DialogProps {
  readonly kicker: string;
  readonly title: string;
  readonly foot?: ComponentChildren;
  readonly children: ComponentChildren;
  onClose(): void;
}

const STOPS = 'a[href],button:not([disabled]),input,select,[tabindex="0"]';

/** Traps the Tab key inside: focus must not leave a modal dialog for the browser's own controls. */
function trap(event: KeyboardEvent & { currentTarget: HTMLElement }): void {
  if (event.key !== 'Tab') return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>(STOPS)];
  const [from, to] = event.shiftKey ? [stops[0], stops.at(-1)] : [stops.at(-1), stops[0]];
  if (document.activeElement !== from) return;
  event.preventDefault();
  to?.focus();
}

/** A modal sheet over the page; the page behind is inert and regains focus afterwards. */
export function Dialog({ kicker, title, foot, children, onClose }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const heading = useId();
  useLayoutEffect(() => {
    const from = document.activeElement;
    const element = dialog.current;
    element?.showModal();
    return () => {
      element?.close();
      // The focused element may be re-rendered in the same turn.
      queueMicrotask(() => {
        if (from instanceof HTMLElement && from.isConnected) from.focus();
      });
    };
  }, []);
  return (
    <dialog
      class="drawer"
      ref={dialog}
      aria-labelledby={heading}
      onKeyDown={trap}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
      onClick={(event) => {
        // The scrim is the dialog's own backdrop; everything else is in its children.
        if (event.target === dialog.current) onClose();
      }}
    >
      <div class="drawer-sheet">
        <header>
          <div>
            <p class="sub">{kicker}</p>
            <h2 id={heading}>{title}</h2>
          </div>
          <span class="push" />
          <button type="button" class="button" aria-label="Close" onClick={onClose}>
            <Icon name="close" />
          </button>
        </header>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a scrolling area must be reachable by keyboard */}
        <section class="drawer-body" tabIndex={0} aria-label={title}>
          {children}
        </section>
        <footer>{foot}</footer>
      </div>
    </dialog>
  );
}
