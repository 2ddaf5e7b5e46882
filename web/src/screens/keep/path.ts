/** The path of what is asked of an instrument. */
export function instrumentPath(id: string, name: string, on: string | null): string {
  return `/instruments/${encodeURIComponent(id)}/${name}${on ? `?on=${encodeURIComponent(on)}` : ""}`;
}

/** The day of a status or an audit, as the command line says it. */
export function dayOf(of: { on: string; known_by?: string | null }): string {
  return of.known_by ? `${of.on}, as known by ${of.known_by}` : of.on;
}
