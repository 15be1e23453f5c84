import type { SealKind } from '../../contract/seals'
import type { ChainStep, Flow } from '../../kernel/approval/chain'
import type { UnitOfWork, Versioned } from '../../platform/database/unitOfWork'
import type { Approval } from '../../office/approvals/entities'
import { waitsForItsAct } from '../../office/approvals/waiting'
import type { ApprovalOutcome, RequestDefinition } from '../../office/approvals/requestDefinition'
import { blankDetail } from './blank/rows'
import { BlankBatch, Destruction, Engraving, UseRequest } from './entities'

const unitHead: ChainStep = { role: 'unitHead', label: '部门负责人意见' }
const leader: ChainStep = { role: 'leader', label: '分管领导意见' }
const head: ChainStep = { role: 'head', label: '局领导意见' }
const officeDirector: ChainStep = { role: 'officeDirector', label: '办公室意见' }

/** Tags of applications that the chains look at. */
export const useTags = { enforcement: 'enforcement', authorised: 'authorised', caseForm: 'caseForm' } as const

/** Chains of applications for use by group of seals; the custodian's stamping is an act afterwards, not a step. */
const useChains = {
  bureau: [
    unitHead,
    { role: 'legalReviewer', label: '法制审核意见', onlyWith: useTags.enforcement },
    leader,
    { ...head, notWith: useTags.authorised },
    { ...head, or: ['officeDirector'], onlyWith: useTags.authorised }
  ],
  unit: [unitHead],
  personal: [
    unitHead,
    { role: 'legalReviewer', label: '法制审核意见', onlyWith: useTags.enforcement },
    { role: 'person', label: '局领导本人意见' }
  ],
  finance: [
    { role: 'financeHead', label: '财务负责人意见' },
    { role: 'leader:finance', label: '分管财务领导意见' }
  ]
} as const satisfies Record<string, readonly ChainStep[]>

type UseGroup = keyof typeof useChains

const useFlows: Readonly<Record<UseGroup, Flow>> = {
  bureau: { kind: 'seals.useBureau', name: '本局、党组印章用印', chains: { dongkou: useChains.bureau } },
  unit: { kind: 'seals.useUnit', name: '部门、单位印章用印', chains: { dongkou: useChains.unit } },
  personal: { kind: 'seals.usePersonal', name: '领导个人印章用印', chains: { dongkou: useChains.personal } },
  finance: { kind: 'seals.useFinance', name: '财务专用章用印', chains: { dongkou: useChains.finance } }
}

const groups: Readonly<Record<SealKind, UseGroup>> = {
  partyGroup: 'bureau',
  bureau: 'bureau',
  contract: 'bureau',
  unit: 'unit',
  institution: 'unit',
  approval: 'unit',
  caseReview: 'unit',
  jointReview: 'unit',
  personal: 'personal',
  finance: 'finance'
}

/** The flow of an application for a kind of seal (SEAL-07). */
export const useFlowFor = (kind: SealKind): Flow => useFlows[groups[kind]]

/** Whether the head of the seal's own unit decides instead of the applicant's. */
export const decidedByOwnUnit = (kind: SealKind): boolean => groups[kind] === 'unit'

export const engravingFlow: Flow = {
  kind: 'seals.engraving',
  name: '印章刻制（更换）',
  chains: { dongkou: [unitHead, officeDirector, head] }
}
export const destructionFlow: Flow = {
  kind: 'seals.destruction',
  name: '印章销毁',
  chains: { dongkou: [unitHead, officeDirector, head] }
}
export const blanksFlow: Flow = {
  kind: 'seals.blanks',
  name: '空白封条、办案文书用印',
  chains: {
    dongkou: [
      unitHead,
      { role: 'legalReviewer', label: '法制审核意见', onlyWith: useTags.caseForm },
      leader,
      officeDirector,
      { ...head, onlyWith: useTags.caseForm }
    ]
  }
}

interface Requested extends Versioned {
  state: string
}

/** Keeps the state of the record that was asked for in step with its approval. */
function following<T extends Requested>(entity: new () => T, what: string): RequestDefinition['onOutcome'] {
  return async (unit: UnitOfWork, approval: Approval, outcome: ApprovalOutcome) => {
    const row = await unit.load(entity, approval.subjectId, what)
    if (row.state === outcome) return
    await unit.update(entity, row, { state: outcome } as Partial<Omit<T, 'id' | 'version'>>, what)
  }
}

const useRequests = {
  onOutcome: following(UseRequest, '用印申请'),
  cancelling: waitsForItsAct(UseRequest, '用印申请', {
    // A partly used application ends as used.
    as: ({ consumedCopies }) => ({ state: consumedCopies > 0 ? 'stamped' : 'cancelled' })
  })
}

/** Every request kind of the ledger. */
export const sealRequests: readonly RequestDefinition[] = [
  ...Object.values(useFlows).map((flow) => ({ flow, form: 'seal-use', ...useRequests })),
  {
    flow: engravingFlow,
    form: 'seal-engraving',
    onOutcome: following(Engraving, '刻制申请'),
    cancelling: waitsForItsAct(Engraving, '刻制申请')
  },
  {
    flow: destructionFlow,
    form: 'seal-destruction',
    onOutcome: following(Destruction, '销毁申请'),
    cancelling: waitsForItsAct(Destruction, '销毁申请')
  },
  {
    flow: blanksFlow,
    form: null,
    mustRead: blankDetail,
    onOutcome: following(BlankBatch, '空白用印批次'),
    cancelling: waitsForItsAct(BlankBatch, '空白用印批次')
  }
]
