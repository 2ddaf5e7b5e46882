import type { JSX } from "preact";
import { useState } from "preact/hooks";
import { casePath, get } from "../../api/client";
import type { Version } from "../../api/types";
import { useApi } from "../../api/use";
import { Answered } from "../../ui/Answered";
import { grouped } from "../../words";

/** Every save of the file, to be taken into the editor again. */
export function Versions(props: { id: string; path: string; take: (text: string) => void }): JSX.Element {
  const { id, path } = props;
  const [open, setOpen] = useState(false);
  const query = new URLSearchParams({ path });
  const versions = useApi<{ versions: Version[] }>(open ? casePath(id, "versions", query) : null);
  const take = async (version: string) => {
    const found = await get<{ text: string }>(
      casePath(id, "version", new URLSearchParams({ path, version })),
    );
    props.take(found.text);
  };
  return (
    <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>Earlier versions of {path}</summary>
      {open && (
        <Answered of={versions} what="the versions">
          {(data) =>
            data.versions.length === 0 ? (
              <p>None: it was not saved here yet.</p>
            ) : (
              <ul class="rows">
                {data.versions.map((each) => (
                  <li key={each.version}>
                    {time(each.saved)}, {grouped(each.bytes)} bytes{" "}
                    <button type="button" class="link" onClick={() => take(each.version)}>
                      Take into the editor <span class="hidden">the version of {time(each.saved)}</span>
                    </button>
                  </li>
                ))}
              </ul>
            )
          }
        </Answered>
      )}
    </details>
  );
}

/** A moment, to the second. */
function time(seconds: number): string {
  return new Date(seconds * 1000).toISOString().replace("T", " ").slice(0, 19).concat(" UTC");
}
