import { loadShippedCalendar } from '@main/office/session/founding'
import type { ExitCompletion } from '@main/ledgers/warehouse/inputs'
import { completeExit } from '@main/ledgers/warehouse/exit/complete'
import { aBureau } from '../../support/people'
import { aCompletion, actingIn, approvedOut, aWarehouseStaff, tookIn } from '../../support/warehouse'
import { withField, type Approved, type Walk, type WalkedAct } from './walk'
import { penOf } from '../../support/pen'

/** Goods given back, destroyed and written off. */
export const warehouseWalk: Walk = async (house): Promise<readonly WalkedAct[]> => {
  await aBureau(house)
  await loadShippedCalendar(house)
  const staff = await aWarehouseStaff(house)
  const [executor, recorder] = staff.officers
  const approve = async (kind: 'return' | 'destroy'): Promise<Approved> => {
    const { id, lines } = await tookIn(house, staff)
    const first = lines[0]?.id ?? ''
    const exit = await approvedOut(house, staff, {
      intakeId: id,
      kind,
      lines: [{ lineId: first, quantity: 12_000 }]
    })
    const input = aCompletion(staff, exit)
    return {
      input: { ...input },
      act: (changed) =>
        actingIn(house, staff.keeper, (unit) => completeExit(unit, house, changed as unknown as ExitCompletion))
    }
  }
  const signatures = aCompletion(staff, { id: '', version: 1 }).signatures
  const signed = (change: Partial<typeof signatures>) => withField({ signatures: { ...signatures, ...change } })
  const own = ['auctionCents', 'condition', 'receiptNumber', 'receiverIdKind', 'method', 'place']
  return [
    {
      ledger: 'warehouse',
      kinds: ['warehouse.return'],
      procedure: 'warehouse.exits.complete',
      approve: () => approve('return'),
      bound: {
        receiver: [{ with: withField({ receiver: '另一个人' }), rule: 'WH-08' }],
        signatures: [
          { with: signed({ squad: penOf(staff.others[0]) }), rule: 'WH-08' },
          { with: signed({ keeper: penOf(executor) }), rule: 'WH-01' },
          { with: signed({ receiver: undefined }), rule: 'WH-08' }
        ]
      },
      own: [...own, 'executorId', 'recorderId', 'witness', 'photoIds']
    },
    {
      ledger: 'warehouse',
      kinds: ['warehouse.disposal', 'warehouse.writeOff'],
      procedure: 'warehouse.exits.complete',
      approve: () => approve('destroy'),
      bound: {
        executorId: [{ with: withField({ executorId: staff.squadHead.id }), rule: 'K-12' }],
        recorderId: [{ with: withField({ recorderId: executor.id }), rule: 'K-12' }],
        witness: [
          { with: withField({ witness: undefined }), rule: 'WH-09' },
          { with: withField({ witness: recorder.name }), rule: 'K-12' }
        ],
        photoIds: [{ with: withField({ photoIds: [] }), rule: 'WH-09' }],
        signatures: [{ with: signed({ squad: penOf(staff.others[0]) }), rule: 'WH-08' }]
      },
      own: [...own, 'receiver']
    }
  ]
}
