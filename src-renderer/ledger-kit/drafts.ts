let owner = ''

/** Whose drafts, lists, scans and counts are kept from now on: a machine can be shared by several people. */
export function setDraftOwner(personId: string): void {
  owner = personId
}

export interface Draft {
  /** UTC instant it was last changed. */
  readonly at: string
  readonly model: object
}

/** The name something of the person at the window is kept under on this machine: nobody else meets it. */
export const ownKey = (kind: string, name: string): string => `${kind}:${owner}:${name}`

const keyOf = (form: string) => ownKey('draft', form)

function isDraft(value: unknown): value is Draft {
  return (
    typeof value === 'object' &&
    value !== null &&
    'at' in value &&
    typeof value.at === 'string' &&
    'model' in value &&
    typeof value.model === 'object' &&
    value.model !== null
  )
}

/** Keeps what was typed into a form so that it survives a crash. Silent when the machine has no room left. */
export function keepDraft(form: string, model: unknown): void {
  try {
    localStorage.setItem(keyOf(form), JSON.stringify({ at: new Date().toISOString(), model }))
  } catch {
    // Without room the form still works; it only would not survive a crash.
  }
}

/** What was typed into a form and never handed in. */
export function draftOf(form: string): Draft | undefined {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(keyOf(form)) ?? 'null')
    return isDraft(kept) ? kept : undefined
  } catch {
    return undefined
  }
}

/** Forgets a draft: the form was handed in or given up. */
export function dropDraft(form: string): void {
  localStorage.removeItem(keyOf(form))
}
