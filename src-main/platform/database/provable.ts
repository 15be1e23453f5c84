import type { EntityManager } from 'typeorm'
import type { ChainId } from '../../contract/ledgers'

/** A table whose rows carry gap-free numbers of a prefix, with the chain it belongs to. */
export interface NumberRun {
  readonly ledger: ChainId
  readonly prefix: string
  readonly entity: new () => { number: string | null }
}

/** The first thing found wrong: ledger (id of its chain), number a clerk knows it by, why in Chinese. */
export interface Flaw {
  readonly ledger: ChainId
  readonly number: string
  readonly why: string
}

type EntityType = new () => object

/** What there is to prove beside the chains themselves. */
export interface Provable {
  /** Append-only and mutable entities by the chain they belong to. */
  readonly entities: readonly { readonly ledger: ChainId; readonly entity: EntityType; readonly appendOnly: boolean }[]
  readonly numbers: readonly NumberRun[]
  /** Balances and runs provable from entries. */
  readonly proofs: readonly {
    readonly ledger: ChainId
    readonly prove: (manager: EntityManager) => Promise<readonly { readonly number: string; readonly why: string }[]>
  }[]
  /** Kept files, checked against the hash they are kept under. */
  readonly files: (manager: EntityManager) => AsyncIterable<{ readonly name: string; readonly intact: boolean }>
}
