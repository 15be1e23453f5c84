import { z } from 'zod'
import { output, query } from './base'
import type { chainIds } from './ledgers'
import type { Chart, SearchHit } from './office'

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
}

export interface MyRequestRow {
  readonly approvalId: string
  readonly ledger: string
  readonly number: string
  readonly title: string
  readonly state: string
  readonly waitingFor: string
  readonly submittedAt: string
  readonly subjectType: string
  readonly subjectId: string
}

export const home = {
  due: query('signedIn').output(output<readonly DueItem[]>()),
  myRequests: query('signedIn').output(output<readonly MyRequestRow[]>()),
  charts: query('signedIn').output(output<readonly Chart[]>()),
  counts: query('signedIn').output(output<{ readonly inbox: number; readonly due: number; readonly overdue: number }>()),
  search: query('signedIn')
    .input(z.strictObject({ words: z.string().trim().min(1).max(60) }))
    .output(output<readonly SearchHit[]>())
}
