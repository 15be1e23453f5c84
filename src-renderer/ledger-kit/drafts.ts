import { hostNow } from '../ui/hostClock'

let owner = ''

/** Whose drafts, lists, scans and counts are kept from now on: a machine can be shared by several people. */
export function setDraftOwner(personId: string): void {
  owner = personId
}

export interface Draft {
  /** UTC instant it was last changed. */
  readonly at: string
  readonly model: object
  /** Files were with it that belong to a record now and have to be handed in again. */
  readonly withoutFiles?: boolean
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
export function keepDraft(form: string, model: unknown, withoutFiles = false): void {
  try {
    localStorage.setItem(
      keyOf(form),
      JSON.stringify({ at: hostNow(), model, ...(withoutFiles ? { withoutFiles } : {}) })
    )
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

/** Records whose typed-in form is remembered. */
const REMEMBERED = 30
const handedInKey = () => ownKey('handed-in', 'forms')

interface HandedIn {
  readonly id: string
  readonly form: string
  readonly model: object
}

function handedIn(): readonly HandedIn[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(handedInKey()) ?? '[]')
    return Array.isArray(kept) ? (kept as HandedIn[]) : []
  } catch {
    return []
  }
}

/**
 * Remembers what a record was made from, for as long as it is among the latest: whoever takes it back need not type it
 * again.
 */
export function rememberHandedIn(form: string, result: unknown, model: object): void {
  if (typeof result !== 'object' || result === null || !('id' in result) || typeof result.id !== 'string') return
  const latest = [{ id: result.id, form, model }, ...handedIn()].slice(0, REMEMBERED)
  try {
    localStorage.setItem(handedInKey(), JSON.stringify(latest))
  } catch {
    // Without room nothing is remembered; the record itself is with main.
  }
}

/** Files handed in on this machine that are remembered, to tell them apart from what else a form names. */
const UPLOADS = 300
const uploadsKey = () => ownKey('uploads', 'files')

function uploads(): readonly unknown[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(uploadsKey()) ?? '[]')
    return Array.isArray(kept) ? kept : []
  } catch {
    return []
  }
}

/** Remembers the id of a file that was handed in for a form. */
export function rememberUpload(id: string): void {
  try {
    localStorage.setItem(uploadsKey(), JSON.stringify([id, ...uploads()].slice(0, UPLOADS)))
  } catch {
    // Without room a form put back says for itself that its file is another record's.
  }
}

/** A part of a form without the files it names. */
function withoutFiles(part: unknown, files: ReadonlySet<unknown>): unknown {
  if (Array.isArray(part)) return part.filter((each) => !files.has(each)).map((each) => withoutFiles(each, files))
  if (typeof part !== 'object' || part === null) return part
  return Object.fromEntries(
    Object.entries(part)
      .filter(([, value]) => !files.has(value))
      .map(([name, value]) => [name, withoutFiles(value, files)])
  )
}

/**
 * Puts what a record was made from back into its form, as a draft, but for its files: they stay with the record. Does
 * nothing where it was typed on another machine.
 */
export function typeAgain(id: string): void {
  const made = handedIn().find((each) => each.id === id)
  if (!made) return
  const model = withoutFiles(made.model, new Set(uploads()))
  keepDraft(made.form, model, JSON.stringify(model) !== JSON.stringify(made.model))
}

/** Forgets a draft: the form was handed in or given up. */
export function dropDraft(form: string): void {
  localStorage.removeItem(keyOf(form))
}
