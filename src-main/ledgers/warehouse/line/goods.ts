import type { EntityManager } from 'typeorm'
import { invalid, notFound } from '../../../kernel/fault'
import type { UnitOfWork } from '../../../platform/database/unitOfWork'
import type { CustodyAct } from '../../../contract/warehouse/words'
import { rowsById, rowsWith } from '../../../platform/database/readRows'
import { CustodyEntry, DetainedLine, DetainedMovement, Standing, type MovementKind } from '../entities'
import { WH_11, WH_13 } from '../rules/intake'

export interface MovementPlan {
  readonly line: DetainedLine
  readonly squadId: string
  readonly kind: MovementKind
  readonly exitId?: string | null
  readonly documentNumber: string
  /** Thousandths, positive in, negative out. */
  readonly quantity: number
  readonly reversalOfId?: string | null
  readonly reason?: string | null
  /** Opening entries say when it was; now when absent. */
  readonly at?: string
  readonly day?: string
}

/** Appends one movement of a line. Its balance never falls below nothing, whatever the bureau has lowered. */
export async function postMovement(unit: UnitOfWork, plan: MovementPlan): Promise<DetainedMovement> {
  const { line } = plan
  // Summed, not read off the last entry: which one that is the clocks of several machines do not say for sure.
  const before = await unit.manager.findBy(DetainedMovement, { lineId: line.id })
  const balance = before.reduce((sum, movement) => sum + movement.quantity, 0) + plan.quantity
  if (balance < 0) throw invalid([{ path: 'quantity', message: `${line.name}在库数量不足，不能出库` }])
  return unit.append(DetainedMovement, {
    lineId: line.id,
    intakeId: line.intakeId,
    squadId: plan.squadId,
    kind: plan.kind,
    exitId: plan.exitId ?? null,
    documentNumber: plan.documentNumber,
    at: plan.at ?? unit.now,
    day: plan.day ?? unit.today,
    quantity: plan.quantity,
    balance,
    reversalOfId: plan.reversalOfId ?? null,
    reason: plan.reason ?? null
  })
}

export interface CustodyPlan {
  readonly line: DetainedLine
  readonly act: CustodyAct
  readonly from: string
  readonly to: string
  readonly place: string
  readonly quantity: number
  readonly voucher: string
  readonly at?: string
  readonly remarks?: string | null
}

/** Appends a link of the custody chain, complete and in order of time (WH-11). */
export async function passOn(unit: UnitOfWork, plan: CustodyPlan): Promise<CustodyEntry> {
  const at = plan.at ?? unit.now
  const previous = await unit.manager.findOne(CustodyEntry, { where: { lineId: plan.line.id }, order: { id: 'DESC' } })
  unit.judge(WH_11.on({ from: plan.from, to: plan.to, place: plan.place, at, previousAt: previous?.at }))
  return unit.append(CustodyEntry, {
    lineId: plan.line.id,
    at,
    act: plan.act,
    fromName: plan.from,
    toName: plan.to,
    place: plan.place,
    quantity: plan.quantity,
    voucher: plan.voucher,
    remarks: plan.remarks ?? null
  })
}

/** Judges that goods of a party get a known place of their own (WH-13). */
export async function judgePlace(
  unit: UnitOfWork,
  goods: {
    readonly name: string
    readonly party: string
    readonly location: string | undefined
    readonly separation: string | undefined
    readonly field: string
  }
): Promise<void> {
  const { name, location, separation, field } = goods
  const others = location ? await otherOwners(unit.manager, location, goods.party) : []
  unit.judge(WH_13.on({ name, location, others, separation, field }))
}

async function otherOwners(manager: EntityManager, location: string, party: string): Promise<readonly string[]> {
  const rows = await manager
    .createQueryBuilder(Standing, 's')
    .select('DISTINCT s.party', 'party')
    .where('s.location = :location AND s.state IN (:...here) AND s.party <> :party', {
      location,
      here: ['held', 'partly'],
      party
    })
    .limit(3)
    .getRawMany<{ party: string }>()
  return rows.map((row) => row.party)
}

/** Lines with what is on hand of them, by line id; fails with `notFound` for one that is not there. */
export async function goodsOf(
  manager: EntityManager,
  lineIds: readonly string[]
): Promise<ReadonlyMap<string, { readonly line: DetainedLine; readonly standing: Standing }>> {
  const lines = await rowsWith(manager, DetainedLine, 'id', lineIds)
  const standings = await rowsById(manager, Standing, lineIds)
  const found = new Map<string, { line: DetainedLine; standing: Standing }>()
  for (const line of lines) {
    const standing = standings.get(line.id)
    if (standing) found.set(line.id, { line, standing })
  }
  if (lineIds.some((id) => !found.has(id))) throw notFound('物品')
  return found
}

/** Goods in a few words: 西瓜、三轮车等5项. */
export function goodsWords(names: readonly string[]): string {
  const distinct = [...new Set(names)]
  return distinct.length <= 3 ? distinct.join('、') : `${distinct.slice(0, 3).join('、')}等${names.length}项`
}
