import type { ComponentType, JSX } from "preact";
import { useEffect, useState } from "preact/hooks";

/** A component whose code is loaded when it is first shown. */
export function lazy<Props extends object = Record<never, never>>(
  load: () => Promise<{ default: ComponentType<Props> }>,
): (props: Props) => JSX.Element {
  let loaded: ComponentType<Props> | null = null;
  return function Lazy(props: Props): JSX.Element {
    const [, again] = useState(0);
    const [failed, fail] = useState(false);
    useEffect(() => {
      if (loaded) return;
      load().then(
        (module) => {
          loaded = module.default;
          again((count) => count + 1);
        },
        () => fail(true),
      );
    }, []);
    if (failed) return <p class="note problem">This part could not be loaded. Load the page anew.</p>;
    if (!loaded) return <p class="waiting wide">Opening…</p>;
    const Loaded = loaded;
    return <Loaded {...props} />;
  };
}
