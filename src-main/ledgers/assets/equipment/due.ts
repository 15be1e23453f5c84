import { IsNull, Not } from 'typeorm'
import { addMonths } from '../../../kernel/localDate'
import type { AnyonesReading } from '../../../office/house'
import type { DueDraft } from '../../../office/ledgerModule'
import { item, ledgerSince, on, yearsFrom } from '../dueItem'
import { EquipmentIssue, EquipmentReport } from '../entities'
import { AST_19, halfWords, halvesOf, type Half } from '../rules/checking'
import { AST_16 } from '../rules/equipment'
import { anyEquipmentOn } from '../stocktake/heldOn'

/** Renewals and upkeep, and the report of every half-year at whose end there was equipment. */
export async function equipmentDue(reading: AnyonesReading): Promise<readonly DueDraft[]> {
  const { manager, today, book } = reading
  const renewing = await manager.find(EquipmentIssue, { where: { state: 'issued', renewOn: Not(IsNull()) } })
  const near = addMonths(today, 1)
  const reported = new Set((await manager.find(EquipmentReport)).map(({ half }) => half))
  const { day } = AST_19.values(book)
  const since = await ledgerSince(reading)
  const owed: Half[] = []
  for (const half of yearsFrom(since, today).flatMap((year) => halvesOf(year, day)))
    if (half.to < today && half.to >= since && !reported.has(half.half) && (await anyEquipmentOn(manager, half.to)))
      owed.push(half)
  return [
    ...renewing
      .filter(({ renewOn }) => renewOn !== null && renewOn <= near)
      .map(({ id, number, thing, kind, renewOn, unitId }) =>
        item(reading, AST_16, on(renewOn ?? today), {
          title: kind === 'uniform' ? `${thing}到更新年限` : `${thing}应保养检查`,
          number,
          subjectType: 'equipmentIssue',
          subjectId: id,
          unitId
        })
      ),
    ...owed.map(({ half, dueOn }) =>
      item(reading, AST_19, on(dueOn), {
        title: `向分管领导报告${halfWords(half)}装备运行情况`,
        number: null,
        subjectType: 'equipmentReportDue',
        subjectId: half,
        duty: half,
        unitId: null
      })
    )
  ]
}
