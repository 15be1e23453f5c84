import { Purchase, Requisition } from '@main/ledgers/supplies/entities/purchase'
import { postIssue, type IssueInput } from '@main/ledgers/supplies/issue/post'
import { submitConsolidated, type ConsolidationInput } from '@main/ledgers/supplies/purchase/consolidate'
import { orderPurchase, purchaseLines, type OrderInput } from '@main/ledgers/supplies/purchase/fulfil'
import { submitUnitPurchase } from '@main/ledgers/supplies/purchase/submit'
import { submitRequisition } from '@main/ledgers/supplies/requisition/acts'
import { aBureau, anAttachment, aPerson } from '../../support/people'
import { anApprovedRequest, stocked, type StoreCast } from '../../support/store'
import {
  jointly,
  actingIn,
  approveThrough,
  aPersonAppointed,
  aSupplier,
  aSuppliesStaff,
  aSupplyItem
} from '../../support/supplies'
import { firstLine, withField, type Walk, type WalkedAct } from './walk'
import { penOf } from '../../support/pen'

/** Drawing, requisitions and purchases. */
export const suppliesWalk: Walk = async (house): Promise<readonly WalkedAct[]> => {
  await aBureau(house)
  const staff = await aSuppliesStaff(house)
  const cast: StoreCast = {
    ...staff,
    unit: staff.department,
    director: staff.officeDirector,
    claimant: await aPerson(house, { unitId: staff.department.id, posts: ['claimant'] })
  }
  const buyer = await aPersonAppointed(house, 'buyer', '2026-07-01', { unitId: staff.office.id })
  const suppliers = [await aSupplier(house), await aSupplier(house), await aSupplier(house)]
  const undesignated = await aSupplier(house, { designated: false, designatedFrom: null })
  const [item, other, bought] = [await aSupplyItem(house), await aSupplyItem(house), await aSupplyItem(house)]
  await stocked(house, cast, item.id, 100_000, 50_000)
  const [supplierId = ''] = suppliers.map(({ id }) => id)
  const requisitioned = async () => {
    const { approvalId } = await actingIn(house, staff.clerk, (unit) =>
      submitRequisition(unit, house, {
        month: '2026-10',
        lines: [{ itemId: bought.id, quantity: 3_000, unitPriceCents: 200 }]
      })
    )
    await approveThrough(house, approvalId ?? '')
  }
  return [
    {
      ledger: 'supplies',
      kinds: ['supplies.issue'],
      procedure: 'supplies.issues.post',
      approve: async () => {
        const { request, lines } = await anApprovedRequest(house, cast, [{ itemId: item.id, quantity: 3_000 }])
        const signatures = { claimant: penOf(cast.claimant), keeper: penOf(cast.keeper) }
        return {
          input: {
            requestId: request.id,
            version: request.version,
            lines: lines.map(({ id, quantity }) => ({ lineId: id, quantity, handedIn: 0 })),
            signatures
          },
          act: (input) => actingIn(house, cast.keeper, (unit) => postIssue(unit, input as unknown as IssueInput))
        }
      },
      bound: {
        lines: [
          { with: firstLine({ quantity: 3_001 }), rule: 'SUP-16' },
          { with: firstLine({ lineId: other.id }), rule: 'invalid' }
        ],
        signatures: [
          { with: withField({ signatures: { claimant: undefined, keeper: undefined } }), rule: 'SUP-15' },
          {
            with: withField({
              signatures: { claimant: penOf(cast.clerk), keeper: penOf(cast.keeper) }
            }),
            rule: 'SUP-12'
          }
        ]
      },
      own: []
    },
    {
      ledger: 'supplies',
      kinds: ['supplies.requisition'],
      procedure: 'supplies.purchases.submit',
      approve: async () => {
        await requisitioned()
        const requested = (await house.database.read.countBy(Requisition, { state: 'approved' })) * 3_000
        const quotedOn = house.clock.today()
        return {
          input: {
            month: '2026-10',
            lines: [{ itemId: bought.id, quantity: requested, unitPriceCents: 200 }],
            quotes: suppliers.map(({ id }, index) => ({ supplierId: id, amountCents: 600 + index, quotedOn })),
            supplierId,
            recommendation: '报价最低'
          },
          act: (input) =>
            actingIn(house, buyer, (unit) => submitConsolidated(unit, house, input as unknown as ConsolidationInput))
        }
      },
      bound: {
        lines: [
          { with: firstLine({ quantity: 1_000_000 }), rule: 'SUP-03' },
          { with: firstLine({ itemId: other.id }), rule: 'SUP-03' }
        ],
        quotes: [{ with: withField({ quotes: [] }), rule: 'SUP-05' }],
        supplierId: [{ with: withField({ supplierId: undesignated.id }), rule: 'SUP-05' }]
      },
      own: ['month', 'recommendation']
    },
    {
      ledger: 'supplies',
      kinds: ['supplies.unitPurchase', 'supplies.purchase', 'supplies.emergencyPurchase'],
      procedure: 'supplies.purchases.order',
      approve: async () => {
        const scan = await anAttachment(house, '申请表.png')
        const { id, approvalId } = await actingIn(house, staff.brigadeClerk, (unit) =>
          submitUnitPurchase(unit, house, {
            lines: [{ itemId: bought.id, quantity: 10_000, unitPriceCents: 1_000 }],
            reason: '执勤需要',
            applicationAttachmentId: scan.id
          })
        )
        await approveThrough(house, approvalId ?? '')
        const { version } = await house.database.read.findOneByOrFail(Purchase, { id })
        const lines = await purchaseLines(house.database.read, id)
        return {
          input: {
            id,
            version,
            supplierId,
            lines: lines.map((line) => ({ lineId: line.id, dealPriceCents: line.unitPriceCents })),
            ...jointly(staff)
          },
          act: (input) =>
            actingIn(house, buyer, (unit) => orderPurchase(unit, input as unknown as OrderInput), {
              'SUP-05': '本地仅一家供货'
            })
        }
      },
      bound: {
        financeId: [{ with: withField({ financeId: buyer.id }), rule: 'K-12' }],
        lines: [
          // 100.00 yuan were approved; 5 % above is 105.00.
          { with: firstLine({ dealPriceCents: 1_051 }), rule: 'SUP-04' },
          { with: withField({ lines: [] }), rule: 'invalid' }
        ]
      },
      own: ['supplierId', 'consentNumber', 'consentOn', 'consentAttachmentId']
    }
  ]
}
