import { addMinutes, instantAt } from '../../../kernel/instant'
import { addDays, yearOf } from '../../../kernel/localDate'
import { followCheck, recordCheck } from '../check/acts'
import { Incident } from '../entities'
import { closeIncident, followIncident, recordIncident } from '../incident/acts'
import { signSettlement } from '../settlement/acts'
import { runChecks, settleSuspicion } from '../suspicion/acts'
import { Suspicion } from '../entities'
import { keepStatement, readFile } from '../statement/acts'
import { Refuel } from '../entities'
import { Between } from 'typeorm'
import { formatMoney, formatQuantity } from '../../../contract/display'
import type { DemoPool } from './acting'
import type { DemoFleet } from './fleet'

/** Violations and accidents, spot checks, last year's settlements, a card statement and the audit checks. */
export async function demoConduct(pool: DemoPool, fleet: DemoFleet): Promise<void> {
  const [one, two, three] = fleet.cars
  if (!one || !two || !three) return
  const leader = await pool.holder('leader')
  const { house } = pool
  const violationAt = instantAt(addDays(pool.today, -80), '10:05')
  const speeding = await pool.as(fleet.officer, '登记违章事故', addMinutes(violationAt, 60 * 50), (unit) =>
    recordIncident(unit, {
      at: violationAt,
      vehicleId: one.vehicle.id,
      driverId: one.main,
      place: '320国道云溪段',
      kind: 'violation',
      nature: '超速20%以下',
      points: 3,
      fineCents: 10_000,
      fineReceipt: '4305008812',
      lossCents: 0,
      insuranceCents: 0,
      casualties: false
    })
  )
  const told = await pool.as(fleet.officer, '登记违章事故后续', pool.at(-70), (unit) =>
    followIncident(unit, {
      id: speeding.id,
      version: speeding.version,
      notifiedOn: addDays(pool.today, -72),
      disciplineOn: addDays(pool.today, -71)
    })
  )
  await pool.as(fleet.officer, '违章事故结案', pool.at(-69), (unit) =>
    closeIncident(unit, { id: told.id, version: told.version, result: '通报批评，驾驶员缴清扣分学习' })
  )

  const crashAt = instantAt(addDays(pool.today, -45), '15:40')
  await pool.as(fleet.officer, '登记违章事故', addMinutes(crashAt, 100), (unit) =>
    recordIncident(unit, {
      at: crashAt,
      vehicleId: two.vehicle.id,
      driverId: two.main,
      place: '文昌路与建设路路口',
      kind: 'accident',
      nature: '转弯未让直行，与面包车相撞，右前翼子板变形',
      share: 70,
      points: 0,
      fineCents: 0,
      lossCents: 860_000,
      insuranceCents: 620_000,
      casualties: false,
      leaderToldAt: addMinutes(crashAt, 25),
      leaderToldId: leader
    })
  )
  await checks(pool, fleet)
  const last = yearOf(pool.today) - 1
  for (const car of [one, two]) {
    const signature = pool.pen(car.main)
    await pool.as(
      fleet.officer,
      '驾驶员年终结算',
      instantAt(`${last}-12-28`, '15:00') > instantAt(fleet.begins, '09:00')
        ? instantAt(`${last}-12-28`, '15:00')
        : pool.at(-1),
      (unit) => signSettlement(unit, { year: last, personId: car.main, signatures: { driver: signature } })
    )
  }
  await statement(pool, fleet)
  await pool.as(fleet.officer, '核查用油疑点', pool.at(-1, '17:00'), (unit) =>
    runChecks(unit, house, { from: addDays(pool.today, -90), to: addDays(pool.today, -1) })
  )
  const [first] = await house.database.read.find(Suspicion, { order: { id: 'ASC' }, take: 1 })
  if (first)
    await pool.as(fleet.officer, '处理用油疑点', pool.at(-1, '17:20'), (unit) =>
      settleSuspicion(unit, {
        id: first.id,
        version: first.version,
        words: '返回途中顺路加油，派车单已收车',
        settlement: '要求加油随车登记，予以提醒'
      })
    )
  if ((await house.database.read.count(Incident)) !== 2) throw new Error('two incidents were to be told')
}

async function checks(pool: DemoPool, fleet: DemoFleet): Promise<void> {
  const member = await pool.holder('safetyMember')
  const [one, two] = fleet.cars
  if (!one || !two) return
  const good = pool.at(-30, '16:30')
  await pool.as(member, '抽查车辆', good, (unit) =>
    recordCheck(unit, {
      at: addMinutes(good, -20),
      vehicleId: one.vehicle.id,
      driverId: one.main,
      place: '局院内',
      result: 'good'
    })
  )
  const bad = pool.at(-12, '12:40')
  const found = await pool.as(member, '抽查车辆', bad, (unit) =>
    recordCheck(unit, {
      at: addMinutes(bad, -15),
      vehicleId: two.vehicle.id,
      driverId: two.second,
      place: '桃源酒楼门前',
      result: 'entertainment',
      finding: '午休时间停放餐馆门前'
    })
  )
  await pool.as(fleet.officer, '登记抽查处理', pool.at(-10, '09:00'), (unit) =>
    followCheck(unit, { id: found.id, version: found.version, followUp: '约谈驾驶员，作书面检查' })
  )
  const open = pool.at(-1, '16:00')
  await pool.as(member, '抽查车辆', open, (unit) =>
    recordCheck(unit, {
      at: addMinutes(open, -10),
      vehicleId: one.vehicle.id,
      driverId: one.main,
      place: '局院内',
      result: 'unclean',
      finding: '车身积泥未清洗'
    })
  )
}

/**
 * The oil company's statement of the last two months: what was registered, one amount less, one refuel nobody
 * registered, a purchase of goods.
 */
async function statement(pool: DemoPool, fleet: DemoFleet): Promise<void> {
  const { house } = pool
  const refuels = await house.database.read.find(Refuel, {
    where: { day: Between(addDays(pool.today, -60), addDays(pool.today, -1)) },
    order: { at: 'ASC' }
  })
  const line = (
    cardNumber: string,
    plate: string,
    time: string,
    kind: string,
    grade: string,
    litres: string,
    price: string,
    amount: string
  ) => [cardNumber, plate, time, kind, grade, litres, price, amount, '云溪城北加油站'].join(',')
  const rows = refuels.map(({ cardNumber, plate, day, litres, priceCents, amountCents }, index) =>
    line(
      cardNumber,
      plate,
      `${day} 16:2${index % 10}:00`,
      '加油',
      '92号车用汽油(ⅥA)',
      plainQuantity(litres),
      plainMoney(priceCents),
      plainMoney(index === 1 ? amountCents - 2000 : amountCents)
    )
  )
  const [car] = fleet.cars
  const strange = addDays(pool.today, -33)
  if (car) {
    rows.push(
      line(
        car.card.cardNumber,
        car.vehicle.plate,
        `${strange} 19:42:11`,
        '加油',
        '92号车用汽油(ⅥA)',
        '38.20',
        '7.86',
        '300.25'
      )
    )
    rows.push(line(car.card.cardNumber, car.vehicle.plate, `${strange} 19:50:40`, '商品消费', '', '', '', '268.00'))
    rows.push(line(car.card.cardNumber, car.vehicle.plate, `${strange} 08:00:00`, '圈存', '', '', '', '2000.00'))
  }
  const text = ['卡号,持卡人,交易时间,业务类型,油品,数量(升),单价(元/升),金额(元),地点', ...rows].join('\n')
  const attachmentId = await pool.keep(fleet.officer, '加油卡对账单.csv', Buffer.from(`\ufeff${text}\n`), 'text/csv')
  const read = await readFile(house, attachmentId)
  await pool.as(fleet.officer, '读入油卡对账单', pool.at(-1, '10:00'), (unit) => keepStatement(unit, read))
}

const plainMoney = (cents: number) => formatMoney(cents).replaceAll(',', '')
const plainQuantity = (thousandths: number) => formatQuantity(thousandths).replaceAll(',', '')
