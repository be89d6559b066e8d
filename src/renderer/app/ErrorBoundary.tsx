import { Component, type ReactNode } from 'react';
import { text } from '../lib/text.ts';
import { FailureScreen } from './FailureScreen.tsx';

/** Catches what a screen throws while rendering; sent messages are safe with the host and the outbox. */
export class ErrorBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    if (!this.state.hasFailed) return this.props.children;
    const { crashed, crashedWhy } = text().app;
    return <FailureScreen title={crashed}>{crashedWhy}</FailureScreen>;
  }
}
