import type { LedgerId } from '@main/contract/ledgers'
import type { TestHouse } from '../../support/house'

type Input = Readonly<Record<string, unknown>>

/** An approved record and how it is carried out. */
export interface Approved {
  readonly input: Input
  readonly act: (input: Input) => Promise<unknown>
}

/** A field changed at completion, and the rule that refuses it; `invalid` where the record has no such thing. */
export interface Change {
  readonly with: (input: Input) => Input
  readonly rule: string
}

/** One request kind: what carries its approval out, and which of its fields the approval binds. */
export interface WalkedAct {
  readonly ledger: LedgerId
  /** Kinds carried out by this act; the first is the one that is walked, the others differ in their chain only. */
  readonly kinds: readonly [string, ...string[]]
  /** The procedure of the contract by which it is carried out. */
  readonly procedure: string
  readonly approve: () => Promise<Approved>
  /** By the field of the procedure's input. */
  readonly bound: Readonly<Record<string, readonly Change[]>>
  /** Fields that say how the act itself went, nothing of which was approved. */
  readonly own: readonly string[]
  /** The field that says on which day it was done, where it is recorded later; what is done late is late by it. */
  readonly doneOn?: string
  /** An act after the first on the same approval, which does not run out in between. */
  readonly begun?: true
}

export type Walk = (house: TestHouse) => Promise<readonly WalkedAct[]>

type Line = Readonly<Record<string, unknown>>

/** The first line of an input changed. */
export const firstLine =
  (change: Line, key = 'lines') =>
  (input: Input): Input => {
    const [first, ...rest] = input[key] as readonly Line[]
    return { ...input, [key]: [{ ...first, ...change }, ...rest] }
  }

export const withField =
  (change: Input) =>
  (input: Input): Input => ({ ...input, ...change })
