import { instantAt } from '../../../kernel/instant'
import { addDays, addMonths } from '../../../kernel/localDate'
import type { InputTo } from '../inputTo'
import type { contract } from '../../../contract'
import { Repair, RepairItem } from '../entities'
import { accept, chargeDriver, closeRepair, handOver, receiveList } from '../repair/garage'
import { requestRepair, requestSupplement } from '../repair/request'
import type { DemoPool } from './acting'
import type { DemoFleet, DemoVehicle } from './fleet'

type Asked = Partial<InputTo<(typeof contract)['vehicles']['repairs']['request']>>

/**
 * Maintenance in every state: done and closed, accepted with a share borne by the driver, at the garage with a
 * supplement asked for, asked for.
 */
export async function demoRepairs(pool: DemoPool, fleet: DemoFleet): Promise<void> {
  const { house } = pool
  const finance = await pool.holder('finance')
  const now = (id: string) => house.database.read.findOneByOrFail(Repair, { id })
  const asked = (car: DemoVehicle, at: string, plan: Asked) =>
    pool.as(car.main, '申请维修保养', at, (unit) =>
      requestRepair(unit, house, {
        vehicleId: car.vehicle.id,
        kind: 'service',
        km: car.km,
        reason: '到期保养',
        breakdown: false,
        garageId: fleet.garage.id,
        items: [
          { name: '更换机油机滤', amountCents: 38_000 },
          { name: '检查刹车', amountCents: 12_000 }
        ],
        onlyHome: false,
        ...plan
      })
    )
  const both = async (car: DemoVehicle) => ({ driver: pool.pen(car.main), office: pool.pen(fleet.officer) })
  const handed = async (car: DemoVehicle, id: string, at: string) => {
    const signatures = await both(car)
    const { version } = await now(id)
    return pool.as(car.main, '送修', at, (unit) => handOver(unit, { id, version, km: car.km, signatures }))
  }
  const accepted = async (car: DemoVehicle, id: string, at: string, share = 1) => {
    const signatures = await both(car)
    const items = await house.database.read.find(RepairItem, { where: { repairId: id }, order: { id: 'ASC' } })
    const { version } = await now(id)
    return pool.as(car.main, '维修验收', at, (unit) =>
      accept(unit, house, {
        id,
        version,
        km: car.km,
        lines: items.map(({ id: itemId, name, amountCents }) => ({
          itemId,
          name,
          materialCents: Math.round(amountCents * 0.7 * share),
          labourCents: Math.round(amountCents * 0.3 * share)
        })),
        warrantyUntil: addMonths(at.slice(0, 10), 3),
        warrantyKm: 5000,
        invoiceNumber: `2644${version}0817`,
        defectIds: [],
        signatures
      })
    )
  }
  const [one, two, three, , five] = fleet.cars
  if (!one || !two || !three || !five) return
  const day = (days: number, time: string) => instantAt(pool.workday(addDays(pool.today, days)), time)

  const done = await asked(five, day(-70, '09:00'), {})
  await pool.decide(done.approvalId, day(-70, '10:00'))
  await handed(five, done.id, day(-69, '11:00'))
  const back = await accepted(five, done.id, day(-68, '16:00'))
  const listed = await pool.as(finance, '财务收到维修清单', day(-67, '09:00'), (unit) =>
    receiveList(unit, { id: done.id, version: back.version })
  )
  await pool.as(fleet.officer, '维修办结', day(-67, '10:00'), (unit) =>
    closeRepair(unit, { id: done.id, version: listed.version })
  )

  const bumper = await asked(five, day(-20, '09:00'), {
    kind: 'repair',
    reason: '倒车碰撞后保险杠开裂',
    items: [{ name: '更换后保险杠', amountCents: 96_000 }]
  })
  await pool.decide(bumper.approvalId, day(-20, '10:00'))
  await handed(five, bumper.id, day(-19, '11:00'))
  const borne = await accepted(five, bumper.id, day(-18, '16:00'))
  await pool.as(fleet.officer, '认定驾驶员自负', day(-17, '09:00'), (unit) =>
    chargeDriver(unit, {
      id: bumper.id,
      version: borne.version,
      borneCents: 48_000,
      reason: '倒车未观察，认定自负一半'
    })
  )

  const gearbox = await asked(five, day(-5, '09:00'), {
    kind: 'repair',
    reason: '变速箱换挡顿挫',
    items: [{ name: '变速箱检修', amountCents: 260_000 }]
  })
  await pool.decide(gearbox.approvalId, day(-5, '10:00'))
  await handed(five, gearbox.id, day(-4, '11:00'))
  await pool.as(five.main, '申请维修增项', day(-3, '11:30'), (unit) =>
    requestSupplement(unit, house, {
      id: gearbox.id,
      reason: '拆检发现离合器片磨损',
      items: [{ name: '更换离合器片', amountCents: 118_000 }]
    })
  )

  const waiting = await asked(two, day(-2, '15:00'), {
    kind: 'repair',
    reason: '空调不制冷',
    items: [{ name: '检查加注冷媒', amountCents: 32_000 }]
  })
  await pool.decide(waiting.approvalId, day(-2, '16:00'), { steps: 2 })
  const returned = await asked(one, day(-3, '09:00'), {
    kind: 'repair',
    reason: '轮胎磨损',
    items: [{ name: '更换四条轮胎', amountCents: 240_000 }]
  })
  await pool.decide(returned.approvalId, day(-3, '10:00'), {
    steps: 2,
    last: 'return',
    objection: '请附轮胎磨损照片和报价。'
  })
}
