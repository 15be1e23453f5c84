import { instantAt } from '../../../kernel/instant'
import { addDays, addMonths, addYears, startOfMonth } from '../../../kernel/localDate'
import { enterCard, enterDriver, enterProvider } from '../driver/acts'
import type { FuelCard, Provider, Vehicle } from '../entities'
import { addPaper } from '../vehicle/papers'
import { enterVehicle, retireVehicle } from '../vehicle/acts'
import type { DemoPool } from './acting'

/** A vehicle of the demo with who drives it and how it stands; kilometres go on as the year does. */
export interface DemoVehicle {
  vehicle: Vehicle
  readonly card: FuelCard
  readonly main: string
  readonly second: string
  readonly unitId: string
  km: number
}

export interface DemoFleet {
  readonly cars: readonly DemoVehicle[]
  readonly garage: Provider
  readonly officer: string
  readonly refueller: string
  /** The first day of the year told. */
  readonly begins: string
}

const plans = [
  {
    plate: '湘EA0613',
    model: '长安CS35',
    unit: '一中队',
    main: '彭一帆',
    second: '任平生',
    km: 42_180,
    seats: 5,
    use: 'enforcement',
    insured: 200
  },
  {
    plate: '湘EB2875',
    model: '五菱宏光',
    unit: '二中队',
    main: '柯玉书',
    second: '庄晓梦',
    km: 61_540,
    seats: 7,
    use: 'enforcement',
    insured: 24
  },
  {
    plate: '湘EC4192',
    model: '东风本田CR-V',
    unit: '办公室',
    main: '欧阳春',
    second: '石大勇',
    km: 88_300,
    seats: 5,
    use: 'confidential',
    insured: 120
  },
  {
    plate: '湘ED5308',
    model: '江铃全顺',
    unit: '三中队',
    main: '温如玉',
    second: '燕南飞',
    km: 35_900,
    seats: 9,
    use: 'emergency',
    insured: -3
  },
  {
    plate: '湘EF6620',
    model: '福田图雅诺',
    unit: '环境卫生管理所',
    main: '安然',
    second: '高洁',
    km: 120_450,
    seats: 6,
    use: 'special',
    insured: 300
  }
] as const

/** Vehicles, drivers, cards and designated places, entered a year ago. */
export async function demoFleet(pool: DemoPool): Promise<DemoFleet> {
  const begins = startOfMonth(addMonths(pool.today, -12))
  const at = instantAt(begins, '08:10')
  const officer = await pool.holder('vehicleOffice')
  const refueller = await pool.holder('refueller')
  const place = (kind: Provider['kind'], name: string) =>
    pool.as(officer, '登记定点单位', at, (unit) =>
      enterProvider(unit, { kind, name, fromDay: addYears(begins, -1), basis: '云财采〔2024〕7号' })
    )
  const garage = await place('garage', '云溪县宏达汽车修理厂')
  await place('station', '云溪城北加油站')
  await place('insurer', '人保财险云溪支公司')
  const cars: DemoVehicle[] = []
  for (const [index, plan] of plans.entries()) {
    const [main, second] = [pool.person(plan.main), pool.person(plan.second)]
    for (const [order, personId] of [main, second].entries())
      await pool.as(officer, '登记驾驶员', at, (unit) =>
        enterDriver(unit, {
          personId,
          licenceNumber: `4305251985${String(index + 1).padStart(2, '0')}${String(order + 10)}00${index}${order}`,
          licenceClass: index === 3 ? 'B1' : 'C1',
          issuedOn: addYears(begins, -8),
          validUntil: index === 1 && order === 1 ? addDays(pool.today, 12) : addYears(pool.today, 3),
          fromDay: addYears(begins, -2)
        })
      )
    const unitId = await pool.unit(plan.unit)
    const vehicle = await pool.as(officer, '建立车辆档案', at, (unit) =>
      enterVehicle(unit, {
        plate: plan.plate,
        model: plan.model,
        vin: `LS4ASB3R${index}EG10${String(4000 + index * 37)}`,
        engineNumber: `JL476Q${7100 + index}`,
        seats: plan.seats,
        use: plan.use,
        licenceClass: 'C1',
        livery: plan.use === 'enforcement',
        unitId,
        mainDriverId: main,
        secondDriverId: second,
        purchasedOn: addYears(begins, -3 - index),
        priceCents: 8_900_000 + index * 1_250_000,
        tank: 50_000,
        grade: 'g92',
        openingKm: plan.km,
        parking: '局院内车库前',
        serviceEveryKm: 5000,
        serviceEveryMonths: 18,
        inspectionUntil: addDays(pool.today, 90 + index * 60)
      })
    )
    const card = await pool.as(officer, '登记卡', at, (unit) =>
      enterCard(unit, {
        cardNumber: `100011990000730${2100 + index * 7}`,
        kind: 'fuel',
        vehicleId: vehicle.id,
        holderId: main
      })
    )
    cars.push({ vehicle, card, main, second, unitId, km: plan.km })
  }
  await insure(pool, officer, cars)
  await retireOne(pool, officer, at)
  return { cars, garage, officer, refueller, begins }
}

/** Each car insured for the year that runs out as planned, on the day the policy began. */
async function insure(pool: DemoPool, officer: string, cars: readonly DemoVehicle[]): Promise<void> {
  for (const [index, car] of cars.entries()) {
    const ends = addDays(pool.today, plans[index]?.insured ?? 200)
    const begun = addYears(ends, -1)
    const entered = begun > car.vehicle.registeredOn ? begun : car.vehicle.registeredOn
    const driven = index < 3
    for (const [kind, untilDay, day] of [
      ...(driven ? [['compulsory', begun, car.vehicle.registeredOn] as const] : []),
      ['compulsory', ends, entered] as const,
      ...(driven ? [['commercial', ends, entered] as const] : [])
    ])
      car.vehicle = await pool.as(officer, '登记保险年检', instantAt(day, '08:20'), (unit) =>
        addPaper(unit, {
          id: car.vehicle.id,
          version: car.vehicle.version,
          kind,
          fromDay: addYears(untilDay, -1),
          untilDay,
          issuer: '人保财险云溪支公司',
          documentNumber: `PDZA${untilDay.replaceAll('-', '')}${index}${kind === 'compulsory' ? 1 : 2}`,
          amountCents: untilDay === begun ? 0 : kind === 'compulsory' ? 95_000 : 218_000,
          receiptOn: day
        })
      )
  }
}

async function retireOne(pool: DemoPool, officer: string, at: string): Promise<void> {
  const unitId = await pool.unit('执法大队')
  const old = await pool.as(officer, '建立车辆档案', at, (unit) =>
    enterVehicle(unit, {
      plate: '湘EG7745',
      model: '长城皮卡',
      seats: 5,
      use: 'enforcement',
      licenceClass: 'C1',
      livery: true,
      unitId,
      openingKm: 246_310
    })
  )
  await pool.as(officer, '车辆更新报废', pool.at(-40), (unit) =>
    retireVehicle(unit, pool.house, {
      id: old.id,
      version: old.version,
      state: 'scrapped',
      documentNumber: '云机管〔2025〕18号',
      reason: '使用超过十二年，检测不合格'
    })
  )
}
