import { ledgerModules } from '@main/ledgers'
import type { LedgerId } from '@main/contract/ledgers'
import type { ClearanceLine } from '@main/contract/office'
import { notFound } from '@main/kernel/fault'
import type { ChainStep } from '@main/kernel/approval/chain'
import type { Person } from '@main/office/entities'
import type { ApprovalOutcome } from '@main/office/approvals/requestDefinition'
import type { DueDraft, LedgerModule } from '@main/office/ledgerModule'
import { submitForApproval, type Submission } from '@main/office/approvals/service'
import type { Approval } from '@main/office/approvals/entities'
import type { TestHouse } from './house'
import { acting } from './people'

const ordinary: readonly ChainStep[] = [
  { role: 'unitHead', label: '科室负责人意见' },
  { role: 'leader', label: '分管领导意见' },
  { role: 'head', label: '主要领导意见' }
]

/**
 * A ledger made of nothing but one request kind and what a test says it holds, to try the office without any real
 * ledger.
 */
export interface FakeLedger extends LedgerModule {
  readonly outcomes: ApprovalOutcome[]
  readonly held: Map<string, Omit<ClearanceLine, 'ledger'>[]>
  readonly dues: DueDraft[]
  /** Requests whose act is done: they can no longer be cancelled. */
  readonly done: Set<string>
  readonly cancelled: string[]
  /** Topics of the request kind, as telephone approvals may exclude them. */
  readonly topics: string[]
  /** People who may not read its records. */
  readonly closedTo: Set<string>
}

/** A fake ledger under the id of a real one; its request kind is `fake.request`. */
export function aFakeLedger(id: LedgerId = 'supplies', steps: readonly ChainStep[] = ordinary): FakeLedger {
  const outcomes: ApprovalOutcome[] = []
  const held = new Map<string, Omit<ClearanceLine, 'ledger'>[]>()
  const dues: DueDraft[] = []
  const done = new Set<string>()
  const cancelled: string[] = []
  const topics: string[] = []
  const closedTo = new Set<string>()
  return {
    id,
    keepers: ledgerModules.find((module) => module.id === id)?.keepers ?? [],
    rules: [],
    entities: [],
    appendOnly: [],
    migrations: [],
    requests: [
      {
        flow: { kind: 'fake.request', name: '试验申请', chains: { dongkou: steps } },
        form: null,
        mustRead: async ({ actor }) => {
          if (closedTo.has(actor.personId ?? '')) throw notFound('试验记录')
        },
        onOutcome: async (_unit, _approval, outcome) => void outcomes.push(outcome),
        cancelling: {
          stillToDo: async (_manager, subjectId) => !done.has(subjectId),
          onCancelled: async (_unit, { subjectId }) => void cancelled.push(subjectId)
        },
        topics: async () => topics
      }
    ],
    numbered: [],
    proofs: [],
    workbooks: [],
    forms: [],
    labels: [],
    imports: [],
    due: async () => dues,
    heldBy: async (_manager, personId) => held.get(personId) ?? [],
    search: async () => [],
    charts: async () => [],
    outcomes,
    held,
    dues,
    done,
    cancelled,
    topics,
    closedTo
  }
}

/** The same open house with the fake ledger as its only one. */
export function withLedger(house: TestHouse, ledger: FakeLedger): TestHouse {
  return { ...house, modules: [ledger] }
}

/** Hands in a fake request of a person's unit. */
export async function aRequest(house: TestHouse, applicant: Person, more: Partial<Submission> = {}): Promise<Approval> {
  const [ledger] = house.modules
  if (!ledger) throw new Error('the house has no ledger')
  return house.database.write(
    { chain: ledger.id, act: '提出试验申请', actor: await acting(house, applicant) },
    async (unit) =>
      submitForApproval(unit, house, {
        ledger: ledger.id,
        kind: 'fake.request',
        subjectType: 'fake',
        subjectId: unit.newId(),
        number: `SY-2026-${house.newId().slice(-6)}`,
        title: '试验用品',
        applicantId: applicant.id,
        unitId: applicant.unitId,
        ...more
      })
  )
}
