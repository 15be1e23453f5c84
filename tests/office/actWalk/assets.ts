import { acceptThings, type AcceptInput } from '@main/ledgers/assets/acceptance/acts'
import { AssetLoan, AssetTransfer, EquipmentIssue, Retirement } from '@main/ledgers/assets/entities'
import { issueEquipment, requestEquipment } from '@main/ledgers/assets/equipment/acts'
import { handOverLoan, submitLoan } from '@main/ledgers/assets/loan/acts'
import { carryOutRetirement, submitRetirement, type CarryOutInput } from '@main/ledgers/assets/retirement/acts'
import { completeTransfer, submitTransfer } from '@main/ledgers/assets/transfer/acts'
import {
  aCard,
  anAcceptanceOf,
  anApprovedRequest,
  anAssetBureau,
  anEquipment,
  approveAll,
  certified,
  doing
} from '../../support/assets'
import { firstLine, withField, type Walk, type WalkedAct } from './walk'
import { penOf } from '../../support/pen'

/** What is bought, drawn, moved, lent and disposed of. */
export const assetsWalk: Walk = async (house): Promise<readonly WalkedAct[]> => {
  const bureau = await anAssetBureau(house)
  const { read } = house.database
  await certified(house, bureau.officer)
  const keepers = [penOf(bureau.colleague), penOf(bureau.squadHead)]
  return [
    {
      ledger: 'assets',
      kinds: ['assets.acquisition'],
      procedure: 'assets.acceptances.accept',
      approve: async () => {
        const request = await anApprovedRequest(house, bureau)
        return {
          input: { ...(await anAcceptanceOf(house, bureau, request)) },
          act: (input) =>
            doing(house, bureau.clerk, (unit) => acceptThings(unit, house, input as unknown as AcceptInput))
        }
      },
      bound: {
        acquisitionId: [{ with: withField({ acquisitionId: undefined }), rule: 'AST-03' }],
        way: [{ with: withField({ way: 'donation' }), rule: 'invalid' }],
        unitId: [{ with: withField({ unitId: bureau.squad.id }), rule: 'K-01' }],
        // One scanner of 1,200.00 yuan was approved: no printer at that sum, no two at half of it, no dearer one.
        lines: [
          { with: firstLine({ name: '打印机' }), rule: 'K-01' },
          { with: firstLine({ quantity: 2, unitPriceCents: 60_000 }), rule: 'K-01' },
          { with: firstLine({ unitPriceCents: 120_001 }), rule: 'AST-03' }
        ],
        boughtOn: [{ with: withField({ boughtOn: '2026-09-29' }), rule: 'AST-03' }],
        officePersonId: [{ with: withField({ officePersonId: bureau.colleague.id }), rule: 'AST-05' }],
        applicantId: [{ with: withField({ applicantId: bureau.clerk.id }), rule: 'AST-05' }],
        signatures: [{ with: withField({ signatures: {} }), rule: 'AST-05' }],
        contractFileId: [{ with: withField({ contractFileId: undefined }), rule: 'AST-05' }],
        sheetFileId: [{ with: withField({ sheetFileId: undefined }), rule: 'AST-05' }],
        invoiceFileId: [{ with: withField({ invoiceFileId: undefined }), rule: 'AST-05' }]
      },
      doneOn: 'boughtOn',
      own: ['acquiredOn', 'supplier', 'contractNumber', 'invoiceNumber', 'approvalDocument', 'conclusion']
    },
    {
      ledger: 'assets',
      kinds: ['assets.equipment'],
      procedure: 'assets.equipment.issue',
      approve: async () => {
        const radio = await anEquipment(house, bureau, 'radio')
        const { row, approval } = await doing(house, bureau.officer, (unit) =>
          requestEquipment(unit, house, {
            kind: 'radio',
            assetId: radio.id,
            quantity: 1,
            personId: bureau.officer.id,
            purpose: '执勤'
          })
        )
        await approveAll(house, approval.id)
        const { id, version } = await read.findOneByOrFail(EquipmentIssue, { id: row.id })
        return {
          input: { id, version, signature: penOf(bureau.officer) },
          act: (input) =>
            doing(house, bureau.accountant, (unit) =>
              issueEquipment(unit, input as unknown as Parameters<typeof issueEquipment>[1])
            )
        }
      },
      bound: {
        signature: [
          { with: withField({ signature: penOf(bureau.colleague) }), rule: 'AST-16' },
          { with: withField({ signature: undefined }), rule: 'AST-16' }
        ]
      },
      own: []
    },
    {
      ledger: 'assets',
      kinds: ['assets.transfer'],
      procedure: 'assets.transfers.complete',
      approve: async () => {
        const card = await aCard(house, bureau)
        const { row, approval } = await doing(house, bureau.colleague, (unit) =>
          submitTransfer(unit, house, {
            assetIds: [card.id],
            toUnitId: bureau.squad.id,
            toUserId: bureau.officer.id,
            toKeeperId: bureau.squadHead.id,
            toPlace: '102室',
            reason: '工作需要'
          })
        )
        await approveAll(house, approval.id)
        const { id, version } = await read.findOneByOrFail(AssetTransfer, { id: row.id })
        return {
          input: { id, version, signatures: keepers },
          act: (input) =>
            doing(house, bureau.clerk, (unit) =>
              completeTransfer(unit, input as unknown as Parameters<typeof completeTransfer>[1])
            )
        }
      },
      bound: {
        signatures: [
          { with: withField({ signatures: [keepers[0], penOf(bureau.officer)] }), rule: 'AST-09' },
          { with: withField({ signatures: keepers.slice(1) }), rule: 'AST-09' }
        ]
      },
      own: []
    },
    {
      ledger: 'assets',
      kinds: ['assets.loan'],
      procedure: 'assets.loans.handOver',
      approve: async () => {
        const card = await aCard(house, bureau)
        const { row, approval } = await doing(house, bureau.colleague, (unit) =>
          submitLoan(unit, house, {
            kind: 'out',
            assetId: card.id,
            counterparty: '县文明办',
            purpose: '创建检查',
            fromDay: '2026-09-30',
            dueOn: '2027-09-30'
          })
        )
        await approveAll(house, approval.id)
        const { id, version } = await read.findOneByOrFail(AssetLoan, { id: row.id })
        return {
          input: { id, version },
          act: (input) =>
            doing(house, bureau.clerk, (unit) =>
              handOverLoan(unit, input as unknown as Parameters<typeof handOverLoan>[1])
            )
        }
      },
      bound: {},
      own: []
    },
    {
      ledger: 'assets',
      kinds: ['assets.retirement'],
      procedure: 'assets.retirements.carryOut',
      approve: async () => {
        const old = await aCard(house, bureau, { acquiredOn: '2018-03-01' })
        const { row, approval } = await doing(house, bureau.colleague, (unit) =>
          submitRetirement(unit, house, {
            assetIds: [old.id],
            kind: 'scrap',
            reason: '老化不能使用',
            appraisal: '主板烧毁，无维修价值'
          })
        )
        await approveAll(house, approval.id)
        const { id, version } = await read.findOneByOrFail(Retirement, { id: row.id })
        return {
          input: {
            id,
            version,
            disposedOn: '2026-09-30',
            approvalNumber: '洞财资〔2026〕12号',
            incomeCents: 5_000,
            method: '交定点回收企业'
          },
          act: (input) =>
            doing(house, bureau.clerk, (unit) => carryOutRetirement(unit, house, input as unknown as CarryOutInput))
        }
      },
      bound: {
        disposedOn: [
          { with: withField({ disposedOn: '2026-09-29' }), rule: 'AST-12' },
          { with: withField({ disposedOn: '2026-10-01' }), rule: 'K-13' }
        ]
      },
      own: ['approvalNumber', 'incomeCents', 'method']
    }
  ]
}
