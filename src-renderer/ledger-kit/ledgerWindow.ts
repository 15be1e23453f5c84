import type { Component } from 'vue'
import type { RouteRecordRaw } from 'vue-router'
import type { LedgerId, Post } from '@contract'

/** One of the lists that share a tab of the ledger. */
export interface SubTab {
  readonly label: string
  readonly path: string
  /** The call the list lives by; not shown to whom it is closed. */
  readonly reads?: string
}

/** What a ledger's `routes.ts` declares; the shell finds it by its folder. */
export interface LedgerWindow {
  /** Paths begin with `/<ledger>`; `meta.title` names the screen in Chinese. */
  readonly routes: readonly RouteRecordRaw[]
  readonly rail: {
    readonly ledger: LedgerId
    readonly label: string
    readonly icon: Component
    readonly path: string
    /** The ledger's screens, as tabs above the page. */
    readonly tabs: readonly {
      readonly label: string
      readonly path: string
      /** Other screens it stands for, e.g. lists that share it by sub-tabs. */
      readonly also?: readonly string[]
      /** Posts it is for; for everybody when absent. */
      readonly by?: readonly Post[]
      /** The call the screen lives by; not shown to whom it is closed. */
      readonly reads?: string
    }[]
  }
  /** Where a record of the ledger is shown, by its subject type in approvals, due items and search hits. */
  readonly subjects?: Readonly<Record<string, (id: string) => string>>
  readonly help: {
    /** Rule ids of the ledger begin with it, e.g. 'SUP'. */
    readonly rules: string
    readonly topics: readonly { readonly path: string; readonly title: string; readonly lines: readonly string[] }[]
  }
}
