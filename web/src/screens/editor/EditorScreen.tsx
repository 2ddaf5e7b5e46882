import type { JSX } from "preact";
import { casePath } from "../../api/client";
import { useApi } from "../../api/use";
import { change, place } from "../../place";
import { Answered } from "../../ui/Answered";
import { useCaseId } from "../context";
import { FileEditor } from "./FileEditor";

/** The files of the case, to be read and changed. It works also where the case has errors. */
export default function EditorScreen(): JSX.Element {
  const id = useCaseId();
  const files = useApi<{ files: string[] }>(casePath(id, "files"));
  const path = place.value.query.get("path") ?? "case.toml";
  return (
    <>
      <h2>Files of the case</h2>
      <Answered of={files} what="the files">
        {(data) => (
          <>
            <div class="fields">
              <label>
                <span>File</span>
                <select value={path} onChange={(event) => change({ path: event.currentTarget.value })}>
                  {data.files.map((each) => (
                    <option key={each} value={each}>
                      {each}
                    </option>
                  ))}
                </select>
              </label>
            </div>
            <FileEditor key={path} id={id} path={path} />
          </>
        )}
      </Answered>
    </>
  );
}
