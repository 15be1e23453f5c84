import { Between, In } from 'typeorm'
import { formatDate } from '../../contract/display'
import { addDays, addMonths, addYears } from '../../kernel/localDate'
import { calendarDaysFrom, workingDaysFrom } from '../../kernel/periods'
import type { AnyonesReading } from '../../office/house'
import type { DueDraft } from '../../office/ledgerModule'
import { carsElsewhere } from '../../office/records/cars'
import { carCards } from './cards/cars'
import { item, on } from './dueItem'
import { Asset, AssetAcceptance, AssetLoan, AssetRepair, AssetTransfer, Retirement } from './entities'
import { equipmentDue } from './equipment/due'
import { reconciliationsDue } from './reconciliation/due'
import { AST_09, AST_10, AST_11 } from './rules/custody'
import { AST_07, AST_17 } from './rules/entering'
import { AST_12, firstRetirementDay } from './rules/leaving'
import { stocktakesDue } from './stocktake/due'

/** Every clock of the ledger that runs, overdue ones included. */
export async function dueAssets(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  return [
    ...(await entries(reading)),
    ...(await labels(reading)),
    ...(await loans(reading)),
    ...(await warranties(reading)),
    ...(await handovers(reading)),
    ...(await closedFiles(reading)),
    ...(await oldThings(reading)),
    ...(await stocktakesDue(reading)),
    ...(await reconciliationsDue(reading)),
    ...(await equipmentDue(reading))
  ]
}

/** Accepted and not yet on cards. */
async function entries(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const open = await reading.manager.findBy(AssetAcceptance, { state: 'open' })
  return open.map(({ id, number, things, unitId, entryDueOn, calendarMissing, quantity, entered }) =>
    item(
      reading,
      AST_17,
      { ...on(entryDueOn), calendarMissing },
      {
        title: `${things}已验收，还有${quantity - entered}件没有入账`,
        number,
        subjectType: 'assetAcceptance',
        subjectId: id,
        unitId
      }
    )
  )
}

/** Labels not attached, one item a unit and day so that an import of thousands stays readable. */
async function labels(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { days } = AST_07.values(reading.book)
  const open = await reading.manager
    .createQueryBuilder(Asset, 'a')
    .select('a.unitId', 'unitId')
    .addSelect('a.enteredOn', 'enteredOn')
    .addSelect('COUNT(*)', 'things')
    .addSelect('MIN(a.id)', 'first')
    .where('a.labelledOn IS NULL AND a.opening = :no AND a.state <> :gone', { no: false, gone: 'gone' })
    .groupBy('a.unitId')
    .addGroupBy('a.enteredOn')
    .getRawMany<{ unitId: string; enteredOn: string; things: number | string; first: string }>()
  return open.map(({ unitId, enteredOn, things, first }) =>
    item(reading, AST_07, workingDaysFrom(enteredOn, days, reading.calendar), {
      title: `${formatDate(enteredOn)}入账的${things}件资产还没有贴标签`,
      number: null,
      subjectType: Number(things) === 1 ? 'asset' : 'assetUnlabelled',
      subjectId: Number(things) === 1 ? first : `${unitId}@${enteredOn}`,
      unitId,
      count: Number(things)
    })
  )
}

async function loans(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const out = await reading.manager.findBy(AssetLoan, { state: 'out' })
  return out.map(({ id, number, thing, counterparty, dueOn, unitId, kind }) =>
    item(reading, AST_11, on(dueOn), {
      title: kind === 'in' ? `向${counterparty}借入的${thing}应归还` : `借给${counterparty}的${thing}应收回`,
      number,
      subjectType: 'assetLoan',
      subjectId: id,
      unitId: unitId || null
    })
  )
}

/** Warranties that end within a month. */
async function warranties(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const until = addMonths(reading.today, 1)
  const ending = await reading.manager
    .createQueryBuilder(Asset, 'a')
    .where('a.warrantyUntil >= :today AND a.warrantyUntil <= :until AND a.state <> :gone', {
      today: reading.today,
      until,
      gone: 'gone'
    })
    .getMany()
  return ending.map(({ id, number, name, unitId, warrantyUntil }) =>
    item(reading, AST_10, on(warrantyUntil ?? reading.today), {
      title: `“${name}”质保到期，有毛病的趁早报修`,
      number,
      subjectType: 'asset',
      subjectId: id,
      unitId
    })
  )
}

/** Cards of cars whose file has been closed; both leave the books on one day (AST-12). */
async function closedFiles(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const fileOf = await carsElsewhere(reading.house, 'assets', reading.manager)
  return (await carCards(reading.manager)).flatMap((card) => {
    const file = fileOf(card)
    if (card.goneOn !== null || !file || file.goneOn === null) return []
    return item(reading, AST_12, on(file.goneOn), {
      title: `车辆${file.plate ?? ''}的档案已注销，资产卡片应同日办理处置下账`,
      number: card.assetNumber,
      subjectType: 'asset',
      subjectId: card.subjectId,
      unitId: card.unitId
    })
  })
}

/** Transfers and retirements that are approved and not carried out, repairs that are not finished. */
async function handovers(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager } = reading
  const transfers = await manager.findBy(AssetTransfer, { state: 'approved' })
  const retirements = await manager.findBy(Retirement, { state: 'approved' })
  const repairs = await manager.findBy(AssetRepair, { state: 'requested' })
  return [
    ...transfers.map(({ id, number, things, submittedOn, toUnitId }) =>
      item(reading, AST_09, calendarDaysFrom(submittedOn, 7), {
        title: `${things}的转移已批准，待双方签字交接`,
        number,
        subjectType: 'assetTransfer',
        subjectId: id,
        unitId: toUnitId
      })
    ),
    ...retirements.map(({ id, number, things, submittedOn, unitId }) =>
      item(reading, AST_12, calendarDaysFrom(submittedOn, 7), {
        title: `${things}的处置已批准，待处置下账`,
        number,
        subjectType: 'assetRetirement',
        subjectId: id,
        unitId
      })
    ),
    ...repairs.map(({ id, number, fault, requestedOn, unitId }) =>
      item(reading, AST_10, calendarDaysFrom(requestedOn, 7), {
        title: `报修待安排：${fault}`,
        number,
        subjectType: 'assetRepair',
        subjectId: id,
        unitId
      })
    )
  ]
}

/** Things that reach their minimum life within a month; of a large ledger only those near that day are read. */
async function oldThings(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const soon = addMonths(reading.today, 1)
  const lives = await reading.manager
    .createQueryBuilder(Asset, 'a')
    .select('a.minimumYears', 'years')
    .distinct()
    .where('a.minimumYears <> 0')
    .getRawMany<{ years: number }>()
  if (lives.length === 0) return []
  const candidates = await reading.manager.find(Asset, {
    where: lives.map(({ years }) => ({
      state: In(['inUse', 'idle']),
      minimumYears: years,
      // A few days more on both sides: the years of a 29 February end a day earlier or later.
      acquiredOn: Between(addDays(addYears(reading.today, -years), -3), addDays(addYears(soon, -years), 3))
    })),
    select: { id: true, number: true, name: true, unitId: true, acquiredOn: true, minimumYears: true }
  })
  return candidates
    .map((asset) => ({ asset, day: firstRetirementDay(asset) }))
    .filter(({ day }) => day >= reading.today && day <= soon)
    .map(({ asset, day }) =>
      item(reading, AST_12, on(day), {
        title: `“${asset.name}”满最低使用年限，可按需申退`,
        number: asset.number,
        subjectType: 'asset',
        subjectId: asset.id,
        unitId: asset.unitId
      })
    )
}
