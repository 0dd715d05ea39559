//! Catches what breaks while a part is drawn, so that only this part stops.

import { Component, type ReactNode } from "react";
import { newIncident } from "#ui/app/fatal";
import { Button } from "#ui/kit/Button";
import { ProblemBanner } from "#ui/kit/ProblemBanner";
import { appWords } from "#ui/strings/en";

export type ErrorBoundaryProps = {
  readonly children: ReactNode;
  /** When this changes the part is drawn anew: the route, for instance. */
  readonly of: string;
  /** Hears the number and the kind of fault, no text of the page. */
  readonly report: (incident: string, kind: string) => void;
};

type State = { readonly incident: string | null; readonly of: string };

export class ErrorBoundary extends Component<ErrorBoundaryProps, State> {
  override state: State = { incident: null, of: this.props.of };

  static getDerivedStateFromError(): Partial<State> {
    return { incident: newIncident() };
  }

  static getDerivedStateFromProps(props: ErrorBoundaryProps, state: State): Partial<State> | null {
    return props.of === state.of ? null : { incident: null, of: props.of };
  }

  override componentDidCatch(thrown: unknown): void {
    this.props.report(this.state.incident ?? "", thrown instanceof Error ? thrown.name : typeof thrown);
  }

  override render(): ReactNode {
    const { incident } = this.state;
    if (incident === null) {
      return this.props.children;
    }
    return (
      <ProblemBanner what={appWords.broken.what} next={appWords.broken.safe} incident={incident}>
        <Button small onPress={() => this.setState({ incident: null })}>
          {appWords.broken.again}
        </Button>
      </ProblemBanner>
    );
  }
}
