import { Component, type ComponentChildren } from 'preact';

interface BoundaryProps {
  /** A new key triggers a retry. */
  readonly of: string;
  readonly children: ComponentChildren;
  fallback(error: unknown, again: () => void): ComponentChildren;
}

/** Error boundary: a fault of its content stays inside. */
export class Boundary extends Component<BoundaryProps, { error: unknown; of: string }> {
  override state = { error: undefined as unknown, of: '' };

  static override getDerivedStateFromProps({ of }: BoundaryProps, state: { error: unknown; of: string }) {
    return of === state.of ? null : { error: undefined, of };
  }

  override componentDidCatch(error: unknown): void {
    // The tile shows the failure; the console has the cause.
    console.warn(error);
    this.setState({ error: error ?? 'unknown' });
  }

  override render({ children, fallback }: BoundaryProps) {
    const { error } = this.state;
    return error === undefined ? children : fallback(error, () => this.setState({ error: undefined }));
  }
}
