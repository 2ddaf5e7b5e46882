import type { JSX } from "preact";
import type { Timeline } from "../../api/types";
import { change, place } from "../../place";
import { dayNumber, dayText, span, turningDays } from "./days";

/** Moves the day of the record, and with it the stance table and everything else that is asked. */
export function DaySlider({ timeline }: { timeline: Timeline }): JSX.Element | null {
  const turns = timeline.rows.flatMap((row) => row.turns);
  const whole = span(turns, timeline.as_of);
  if (!whole) return null;
  const chosen = place.value.query.get("on");
  const now = dayNumber(chosen) ?? dayNumber(timeline.as_of) ?? whole.last;
  const set = (day: number) => change({ on: dayText(day) }, { replace: true });
  const days = turningDays(turns);
  const before = days.filter((each) => each < now).at(-1);
  const after = days.find((each) => each > now);
  return (
    <div class="slider">
      <label>
        <span>
          Day of the record: <strong>{dayText(now)}</strong>
          {chosen === null && " (the case's own)"}
        </span>
        <input
          type="range"
          min={whole.first}
          max={Math.max(whole.last, now)}
          value={now}
          aria-valuetext={dayText(now)}
          onChange={(event) => set(Number(event.currentTarget.value))}
        />
      </label>
      <div class="actions">
        <button
          type="button"
          class="plain"
          disabled={before === undefined}
          onClick={() => before !== undefined && set(before)}
        >
          To the turn before
        </button>
        <button
          type="button"
          class="plain"
          disabled={after === undefined}
          onClick={() => after !== undefined && set(after)}
        >
          To the next turn
        </button>
        <button
          type="button"
          class="plain"
          disabled={chosen === null}
          onClick={() => change({ on: null }, { replace: true })}
        >
          The case's own day
        </button>
      </div>
    </div>
  );
}
