import { z } from 'zod'
import type { ApprovalStateName } from './approvals'
import { command, commandInput, output, query } from './base'
import { ledgerIds, type chainIds } from './ledgers'
import type { Chart, SearchHit } from './office'
import { text } from './values'

/** What is due, for the due list and the home page. */
export interface DueItem {
  readonly ledger: (typeof chainIds)[number]
  readonly rule: string
  readonly source: string
  readonly title: string
  readonly number: string | null
  /** How many things the item stands for; one when absent. */
  readonly count?: number
  readonly dueOn: string
  /** UTC instant for periods of hours. */
  readonly dueAt: string | null
  readonly daysLeft: number
  readonly group: 'overdue' | 'today' | 'week' | 'later'
  /** Set when the date rests on a year whose holidays are not loaded. */
  readonly calendarMissing: boolean
  readonly subjectType: string
  readonly subjectId: string
  /** Unit that has to act, where there is one. */
  readonly unitId: string | null
  /**
   * Key of a periodic duty (one per period, e.g. unit@2026-07-01): it stays due until done or closed with a reason
   * (K-13).
   */
  readonly duty?: string
}

export interface MyRequestRow {
  readonly approvalId: string
  readonly ledger: string
  readonly number: string
  readonly title: string
  readonly approvalState: ApprovalStateName
  /** Where it stands, in words: in its ledger once it is approved. */
  readonly state: string
  readonly waitingFor: string
  readonly submittedAt: string
  readonly subjectType: string
  readonly subjectId: string
}

/**
 * How much is due, counted alike wherever it is shown: by things, of the week to come and overdue; what is due later
 * apart.
 */
export function dueTotals(items: readonly DueItem[]): {
  readonly due: number
  readonly overdue: number
  readonly later: number
} {
  const sum = (fits: (group: DueItem['group']) => boolean) =>
    items.reduce((total, { group, count = 1 }) => total + (fits(group) ? count : 0), 0)
  return {
    due: sum((group) => group !== 'later'),
    overdue: sum((group) => group === 'overdue'),
    later: sum((group) => group === 'later')
  }
}

/** A step of setting a bureau up, and how far it has come. */
export interface FirstStep {
  readonly id: 'bureau' | 'roster' | 'posts' | 'accounts' | 'books' | 'backup'
  readonly title: string
  readonly done: boolean
  readonly said: string
}

export const home = {
  /** What a new bureau does first; empty once all is done. Who does not set it up is led to the books of their post. */
  firstSteps: query('signedIn').output(output<readonly FirstStep[]>()),
  due: query('signedIn').output(output<readonly DueItem[]>()),
  /** Closes a periodic duty that will not be done any more, with a reason; it stays in the exceptions report (K-13). */
  closeDuty: command('staff')
    .input(
      commandInput({
        ledger: z.enum(ledgerIds),
        rule: text('制度条款', 10),
        duty: text('应办事项', 120),
        reason: text('不再办理的原因')
      })
    )
    .output(output<{ rule: string }>()),
  myRequests: query('signedIn').output(output<readonly MyRequestRow[]>()),
  charts: query('signedIn').output(output<readonly Chart[]>()),
  counts:
    query('signedIn').output(output<{ readonly inbox: number; readonly due: number; readonly overdue: number }>()),
  search: query('signedIn')
    .input(z.strictObject({ words: z.string().trim().min(1).max(60) }))
    .output(output<readonly SearchHit[]>())
}
