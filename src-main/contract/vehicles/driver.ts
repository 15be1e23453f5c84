import { z } from 'zod'
import { command, commandInput, output, query } from '../base'
import { choice, code, date, longText, moment, person, text, unit, whole } from '../recordField'
import { record, type RowOf } from '../record'
import { id, instant, localDate, text as line } from '../values'
import { byId, changed, numbered, officePosts, page, paged, target, type RecordView } from './access'
import { cardKinds, cardStates, driverStates, licenceClasses, providerKinds } from './words'

/** A driver with the licence as it stands. */
export const driver = record('vehicleDriver', {
  personName: person('驾驶员', 'personId', 9).typed(),
  unitName: unit('单位', 'unitId', 12).joined(),
  licenceNumber: code('驾驶证号', 18).typed(30),
  licenceClass: choice('准驾车型', licenceClasses, 7).typed(),
  issuedOn: date('初次领证', 11).optional(),
  validUntil: date('有效期止', 11).typed(),
  points: whole('本周期记分', 8).derived(),
  pointsFrom: date('记分周期起', 11).derived().aside(),
  vehicles: text('驾驶车辆', 18).derived(),
  fromDay: date('任职起', 11).typed(),
  untilDay: date('任职止', 11).nullable(),
  state: choice('状态', driverStates, 7),
  remarks: longText('备注', 14).optional(500)
})
export type DriverRow = RowOf<typeof driver>

/** A fuel or toll card. */
export const card = record('fuelCard', {
  cardNumber: code('卡号', 20).typed(30),
  kind: choice('种类', cardKinds, 7).typed(),
  vehicleName: text('车牌', 10).joined().nullable(),
  holderName: person('持卡人', 'holderId', 8).optional(),
  state: choice('状态', cardStates, 8),
  lostAt: moment('挂失时间', 16).nullable(),
  lostReason: text('挂失说明', 16).nullable()
})
export type CardRow = RowOf<typeof card> & { readonly vehicleId: string | null }

/** A designated garage, station or insurer. */
export const provider = record('vehicleProvider', {
  name: text('名称', 20).typed(80),
  kind: choice('种类', providerKinds, 9).typed(),
  fromDay: date('定点起', 11).typed(),
  untilDay: date('定点止', 11).optional(),
  basis: text('依据', 20).optional(100),
  phone: code('电话', 13).optional(30)
})
export type ProviderRow = RowOf<typeof provider>

/** Central dispatch of every vehicle, declared by the head. */
export const campaign = record('vehicleCampaign', {
  number: code('编号', 15),
  name: text('集中整治', 22).typed(80),
  fromDay: date('起', 11).typed(),
  untilDay: date('止', 11).typed(),
  declaredByName: person('宣布人', 'declaredById', 8),
  remarks: longText('备注', 14).optional(500)
})
export type CampaignRow = RowOf<typeof campaign>

/** A driver to choose from, with why they cannot drive a vehicle through a window of time. */
export interface DriverChoice {
  readonly personId: string
  readonly name: string
  readonly unitName: string
  readonly licenceClass: string
  readonly hindrances: readonly string[]
}

export const drivers = {
  list: query('staff').input(paged).output(page<DriverRow>()),
  get: query('staff').input(byId('驾驶员')).output(output<RecordView<DriverRow>>()),
  choices: query('staff')
    .input(
      z.strictObject({
        vehicleId: id().optional(),
        fromAt: instant().optional(),
        untilAt: instant().optional(),
        exceptTripId: id().optional()
      })
    )
    .output(output<readonly DriverChoice[]>()),
  enter: command(officePosts)
    .input(commandInput({ ...driver.shape }))
    .output(output<{ readonly id: string }>()),
  revise: command(officePosts)
    .input(commandInput({ ...target('驾驶员'), ...driver.shape }))
    .output(changed),
  end: command(officePosts)
    .input(commandInput({ ...target('驾驶员'), untilDay: localDate('卸任日期'), reason: line('卸任原因') }))
    .output(changed)
}

export const cards = {
  list: query('staff').input(paged).output(page<CardRow>()),
  enter: command(officePosts)
    .input(commandInput({ ...card.shape, vehicleId: id('车辆').optional() }))
    .output(output<{ readonly id: string }>()),
  assign: command(officePosts)
    .input(commandInput({ ...target('卡'), vehicleId: id('车辆').optional(), holderId: id('持卡人').optional() }))
    .output(changed),
  /** Blocked at once (VEH-09). */
  lose: command('staff')
    .input(commandInput({ ...target('卡'), reason: line('丢失经过') }))
    .output(changed),
  cancel: command(officePosts)
    .input(commandInput({ ...target('卡'), reason: line('注销原因') }))
    .output(changed)
}

export const providers = {
  list: query('staff').input(paged).output(page<ProviderRow>()),
  enter: command(officePosts)
    .input(commandInput({ ...provider.shape }))
    .output(output<{ readonly id: string }>()),
  end: command(officePosts)
    .input(commandInput({ ...target('定点单位'), untilDay: localDate('定点止') }))
    .output(changed)
}

export const campaigns = {
  list: query('staff').input(paged).output(page<CampaignRow>()),
  declare: command(['head'])
    .input(commandInput({ ...campaign.shape }))
    .output(numbered),
  end: command(['head'])
    .input(commandInput({ ...target('集中整治'), untilDay: localDate('结束日期') }))
    .output(changed)
}
