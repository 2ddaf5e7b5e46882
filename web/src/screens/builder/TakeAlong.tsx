import type { JSX } from "preact";
import { useState } from "preact/hooks";
import type { Built } from "../../api/types";
import { asWords } from "../../choice";

/** The package as words for the command line, and as a link. */
export function TakeAlong({ built }: { built: Built }): JSX.Element {
  const [said, say] = useState("");
  const words = asWords(built.package.options);
  const copy = async (what: string, text: string) => {
    try {
      await navigator.clipboard.writeText(text);
      say(`Copied ${what}.`);
    } catch {
      say("The browser does not let the page copy; select the words above.");
    }
  };
  return (
    <section>
      <h3>Take it along</h3>
      <p>
        <code class="words">{words}</code>
      </p>
      <div class="actions">
        <button type="button" class="plain" onClick={() => copy("the words", words)}>
          Copy the words
        </button>
        <button type="button" class="plain" onClick={() => copy("the link", location.href)}>
          Copy the link
        </button>
        <span role="status">{said}</span>
      </div>
    </section>
  );
}
