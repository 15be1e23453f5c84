import type { Approval } from '../../office/approvals/entities'
import { waitsForItsAct } from '../../office/approvals/waiting'
import type { ApprovalOutcome, RequestDefinition } from '../../office/approvals/requestDefinition'
import type { UnitOfWork, Versioned } from '../../platform/database/unitOfWork'
import { Acquisition, AssetDamage, AssetLoan, AssetTransfer, EquipmentIssue, Retirement } from './entities'
import { issueDetail } from './equipment/rows'
import {
  acquisitionFlow,
  damageFlow,
  equipmentFlow,
  loanFlow,
  retirementFlow,
  stocktakeFlow,
  transferFlow
} from './flows'
import { loanDetail } from './loan/rows'
import { keepRetired, retirementOutcome } from './retirement/acts'
import { stocktakeOutcome } from './stocktake/close'

interface Requested extends Versioned {
  state: string
}

/** Keeps the state of the record that was asked for in step with its approval. */
function following<T extends Requested>(
  entity: new () => T,
  what: string,
  also: (unit: UnitOfWork, row: T, outcome: ApprovalOutcome) => Partial<T> = () => ({})
): RequestDefinition['onOutcome'] {
  return async (unit: UnitOfWork, approval: Approval, outcome: ApprovalOutcome) => {
    const row = await unit.load(entity, approval.subjectId, what)
    if (row.state === outcome) return
    await unit.update(
      entity,
      row,
      { state: outcome, ...also(unit, row, outcome) } as Partial<Omit<T, 'id' | 'version'>>,
      what
    )
  }
}

/** Every request kind of the ledger. */
export const assetRequests: readonly RequestDefinition[] = [
  {
    flow: acquisitionFlow,
    form: 'asset-acquisition',
    onOutcome: following(Acquisition, '购置申请', (unit, _row, outcome) =>
      outcome === 'approved' ? { approvedOn: unit.today } : {}
    ),
    // A house repair is done outside the ledger; what is bought is waited for.
    cancelling: waitsForItsAct(Acquisition, '购置申请', { only: { kind: 'purchase' } })
  },
  {
    flow: equipmentFlow,
    form: null,
    mustRead: issueDetail,
    onOutcome: following(EquipmentIssue, '装备领用'),
    cancelling: waitsForItsAct(EquipmentIssue, '装备领用')
  },
  {
    flow: transferFlow,
    form: 'asset-transfer',
    onOutcome: following(AssetTransfer, '转移申请'),
    cancelling: waitsForItsAct(AssetTransfer, '转移申请')
  },
  {
    flow: loanFlow,
    form: null,
    mustRead: loanDetail,
    onOutcome: following(AssetLoan, '借用单'),
    cancelling: waitsForItsAct(AssetLoan, '借用单')
  },
  {
    flow: retirementFlow,
    form: 'asset-retirement',
    onOutcome: retirementOutcome,
    cancelling: waitsForItsAct(Retirement, '处置申请', { then: keepRetired })
  },
  { flow: damageFlow, form: 'asset-damage', onOutcome: following(AssetDamage, '损失认定') },
  { flow: stocktakeFlow, form: 'asset-stocktake', onOutcome: stocktakeOutcome }
]
