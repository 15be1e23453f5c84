import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { permitting, translatingFaults, type CallContext } from '../../office/procedure'
import { followCheck, recordCheck } from './check/acts'
import { checkDetail, checksPage } from './check/rows'
import { explainDistance } from './distance/acts'
import { distancesPage } from './distance/rows'
import {
  assignCard,
  cancelCard,
  declareCampaign,
  endCampaign,
  endDriver,
  endProvider,
  enterCard,
  enterDriver,
  enterProvider,
  loseCard,
  reviseDriver
} from './driver/acts'
import { campaignsPage, cardsPage, driverChoices, driverDetail, driversPage, providersPage } from './driver/rows'
import { closeIncident, collectCharge, followIncident, recordIncident } from './incident/acts'
import { incidentDetail, incidentsPage } from './incident/rows'
import { releaseVehicle, sealVehicles } from './layup/acts'
import { comingHoliday, layupDetail, layupsPage } from './layup/rows'
import { accept, chargeDriver, closeRepair, collectFromDriver, handInRepairPapers, handOver, receiveList, receiveStatement } from './repair/garage'
import { amendRepair, requestRepair, requestSupplement } from './repair/request'
import { repairDetail, repairsPage } from './repair/rows'
import { costs, fuelMonths, refuels, statements, suspicions } from './fuelRouter'
import { changed, numbered, ofId, work } from './routing'
import { previewSettlements, signSettlement } from './settlement/acts'
import { settlementDetail, settlementsPage } from './settlement/rows'
import { amendTrip, cancelTrip, changeTrip, consentToDriver, dispatchTrip, handInPapers, requestTrip } from './trip/acts'
import { closedAreas, dispatchBoard, gateTrips, tripDetail, tripsPage } from './trip/rows'
import { comeBack, depart } from './trip/travel'
import { addPaper, assignDrivers, enterVehicle, mendDefect, moveUnit, replaceMeter, reportDefect, retireVehicle, reviseVehicle } from './vehicle/acts'
import { expiries, vehicleChoices, vehicleDetail, vehiclesPage } from './vehicle/rows'

const os = implement(contract.vehicles).$context<CallContext>().use(translatingFaults).use(permitting)
const files = os.files.router({
  list: os.files.list.handler(async ({ context, input }) => vehiclesPage(await context.reading(), input)),
  get: os.files.get.handler(async ({ context, input }) => vehicleDetail(await context.reading(), input.id)),
  choices: os.files.choices.handler(async ({ context, input }) => vehicleChoices(await context.reading(), input)),
  expiries: os.files.expiries.handler(async ({ context }) => expiries(await context.reading())),
  enter: os.files.enter.handler(({ context, input }) =>
    context.write(work('建立车辆档案', input), async (unit) => numbered(await enterVehicle(unit, input)))
  ),
  revise: os.files.revise.handler(({ context, input }) =>
    context.write(work('更正车辆档案', input), async (unit) => changed(await reviseVehicle(unit, input)))
  ),
  moveUnit: os.files.moveUnit.handler(({ context, input }) =>
    context.write(work('变更使用单位', input), async (unit) => changed(await moveUnit(unit, input)))
  ),
  assignDrivers: os.files.assignDrivers.handler(({ context, input }) =>
    context.write(work('变更驾驶员', input), async (unit) => changed(await assignDrivers(unit, input)))
  ),
  retire: os.files.retire.handler(({ context, input }) =>
    context.write(work('车辆更新报废', input), async (unit) => changed(await retireVehicle(unit, input)))
  ),
  addPaper: os.files.addPaper.handler(({ context, input }) =>
    context.write(work('登记保险年检', input), async (unit) => changed(await addPaper(unit, input)))
  ),
  replaceMeter: os.files.replaceMeter.handler(({ context, input }) =>
    context.write(work('更换里程表', input), async (unit) => changed(await replaceMeter(unit, input)))
  ),
  reportDefect: os.files.reportDefect.handler(({ context, input }) =>
    context.write(work('报告车况问题', input), async (unit) => ofId(await reportDefect(unit, input.id, input.description)))
  ),
  mendDefect: os.files.mendDefect.handler(({ context, input }) =>
    context.write(work('排除车况问题', input), async (unit) => changed(await mendDefect(unit, input.id, input.version, input.mended)))
  )
})

const drivers = os.drivers.router({
  list: os.drivers.list.handler(async ({ context, input }) => driversPage(await context.reading(), input)),
  get: os.drivers.get.handler(async ({ context, input }) => driverDetail(await context.reading(), input.id)),
  choices: os.drivers.choices.handler(async ({ context, input }) => driverChoices(await context.reading(), input)),
  enter: os.drivers.enter.handler(({ context, input }) =>
    context.write(work('登记驾驶员', input), async (unit) => ofId(await enterDriver(unit, input)))
  ),
  revise: os.drivers.revise.handler(({ context, input }) =>
    context.write(work('更新驾驶证', input), async (unit) => changed(await reviseDriver(unit, input)))
  ),
  end: os.drivers.end.handler(({ context, input }) => context.write(work('驾驶员卸任', input), async (unit) => changed(await endDriver(unit, input))))
})

const cards = os.cards.router({
  list: os.cards.list.handler(async ({ context, input }) => cardsPage(await context.reading(), input)),
  enter: os.cards.enter.handler(({ context, input }) => context.write(work('登记卡', input), async (unit) => ofId(await enterCard(unit, input)))),
  assign: os.cards.assign.handler(({ context, input }) =>
    context.write(work('变更卡的车辆和持卡人', input), async (unit) => changed(await assignCard(unit, input)))
  ),
  lose: os.cards.lose.handler(({ context, input }) => context.write(work('挂失卡', input), async (unit) => changed(await loseCard(unit, input)))),
  cancel: os.cards.cancel.handler(({ context, input }) =>
    context.write(work('注销卡', input), async (unit) => changed(await cancelCard(unit, input)))
  )
})

const providers = os.providers.router({
  list: os.providers.list.handler(async ({ context, input }) => providersPage(await context.reading(), input)),
  enter: os.providers.enter.handler(({ context, input }) =>
    context.write(work('登记定点单位', input), async (unit) => ofId(await enterProvider(unit, input)))
  ),
  end: os.providers.end.handler(({ context, input }) =>
    context.write(work('终止定点', input), async (unit) => changed(await endProvider(unit, input)))
  )
})

const campaigns = os.campaigns.router({
  list: os.campaigns.list.handler(async ({ context, input }) => campaignsPage(await context.reading(), input)),
  declare: os.campaigns.declare.handler(({ context, input }) =>
    context.write(work('宣布集中整治', input), async (unit) => numbered(await declareCampaign(unit, input)))
  ),
  end: os.campaigns.end.handler(({ context, input }) =>
    context.write(work('结束集中整治', input), async (unit) => changed(await endCampaign(unit, input)))
  )
})

const trips = os.trips.router({
  list: os.trips.list.handler(async ({ context, input }) => tripsPage(await context.reading(), input)),
  get: os.trips.get.handler(async ({ context, input }) => tripDetail(await context.reading(), input.id)),
  board: os.trips.board.handler(async ({ context, input }) => dispatchBoard(await context.reading(), input.from, input.days)),
  gate: os.trips.gate.handler(async ({ context, input }) => gateTrips(await context.reading(), input.search)),
  areas: os.trips.areas.handler(async ({ context }) => closedAreas(await context.reading())),
  request: os.trips.request.handler(({ context, input }) =>
    context.write(work('申请用车', input), async (unit) => numbered(await requestTrip(unit, context.house, input)))
  ),
  amend: os.trips.amend.handler(({ context, input }) =>
    context.write(work('补正用车申请', input), async (unit) => changed(await amendTrip(unit, context.house, input)))
  ),
  dispatch: os.trips.dispatch.handler(({ context, input }) =>
    context.write(work('派车', input), async (unit) => changed(await dispatchTrip(unit, context.house, input)))
  ),
  consent: os.trips.consent.handler(({ context, input }) =>
    context.write(work('同意驾驶', input), async (unit) => changed(await consentToDriver(unit, input)))
  ),
  change: os.trips.change.handler(({ context, input }) =>
    context.write(work('申请变更用车', input), async (unit) => numbered(await changeTrip(unit, context.house, input)))
  ),
  depart: os.trips.depart.handler(({ context, input }) => context.write(work('登记出车', input), async (unit) => changed(await depart(unit, input)))),
  return: os.trips.return.handler(({ context, input }) =>
    context.write(work('登记返回', input), async (unit) => changed(await comeBack(unit, context.house, input)))
  ),
  cancel: os.trips.cancel.handler(({ context, input }) =>
    context.write(work('取消用车', input), async (unit) => changed(await cancelTrip(unit, input)))
  ),
  papers: os.trips.papers.handler(({ context, input }) =>
    context.write(work('补办用车手续', input), async (unit) => changed(await handInPapers(unit, input)))
  )
})

const distances = os.distances.router({
  list: os.distances.list.handler(async ({ context, input }) => distancesPage(await context.reading(), input)),
  explain: os.distances.explain.handler(({ context, input }) =>
    context.write(work('说明无派车里程', input), async (unit) => ofId(await explainDistance(unit, input)))
  )
})

const layups = os.layups.router({
  list: os.layups.list.handler(async ({ context, input }) => layupsPage(await context.reading(), input)),
  get: os.layups.get.handler(async ({ context, input }) => layupDetail(await context.reading(), input.id)),
  coming: os.layups.coming.handler(async ({ context }) => comingHoliday(await context.reading())),
  seal: os.layups.seal.handler(({ context, input }) =>
    context.write(work('封存车辆', input), async (unit) => ({ sealed: await sealVehicles(unit, input) }))
  ),
  release: os.layups.release.handler(({ context, input }) =>
    context.write(work('启封车辆', input), async (unit) => changed(await releaseVehicle(unit, input)))
  )
})

const repairs = os.repairs.router({
  list: os.repairs.list.handler(async ({ context, input }) => repairsPage(await context.reading(), input)),
  get: os.repairs.get.handler(async ({ context, input }) => repairDetail(await context.reading(), input.id)),
  request: os.repairs.request.handler(({ context, input }) =>
    context.write(work('申请维修保养', input), async (unit) => numbered(await requestRepair(unit, context.house, input)))
  ),
  amend: os.repairs.amend.handler(({ context, input }) =>
    context.write(work('补正维修申请', input), async (unit) => changed(await amendRepair(unit, context.house, input)))
  ),
  handOver: os.repairs.handOver.handler(({ context, input }) =>
    context.write(work('送修', input), async (unit) => changed(await handOver(unit, input)))
  ),
  supplement: os.repairs.supplement.handler(({ context, input }) =>
    context.write(work('申请维修增项', input), async (unit) => numbered(await requestSupplement(unit, context.house, input)))
  ),
  accept: os.repairs.accept.handler(({ context, input }) =>
    context.write(work('维修验收', input), async (unit) => changed(await accept(unit, context.house, input)))
  ),
  papers: os.repairs.papers.handler(({ context, input }) =>
    context.write(work('补办维修手续', input), async (unit) => changed(await handInRepairPapers(unit, input)))
  ),
  receiveStatement: os.repairs.receiveStatement.handler(({ context, input }) =>
    context.write(work('财务收到情况说明', input), async (unit) => changed(await receiveStatement(unit, input)))
  ),
  receiveList: os.repairs.receiveList.handler(({ context, input }) =>
    context.write(work('财务收到维修清单', input), async (unit) => changed(await receiveList(unit, input)))
  ),
  charge: os.repairs.charge.handler(({ context, input }) =>
    context.write(work('认定驾驶员自负', input), async (unit) => changed(await chargeDriver(unit, input)))
  ),
  collect: os.repairs.collect.handler(({ context, input }) =>
    context.write(work('收到自负维修费', input), async (unit) => changed(await collectFromDriver(unit, input)))
  ),
  close: os.repairs.close.handler(({ context, input }) =>
    context.write(work('维修办结', input), async (unit) => changed(await closeRepair(unit, input)))
  )
})

const incidents = os.incidents.router({
  list: os.incidents.list.handler(async ({ context, input }) => incidentsPage(await context.reading(), input)),
  get: os.incidents.get.handler(async ({ context, input }) => incidentDetail(await context.reading(), input.id)),
  record: os.incidents.record.handler(({ context, input }) =>
    context.write(work('登记违章事故', input), async (unit) => numbered(await recordIncident(unit, input)))
  ),
  follow: os.incidents.follow.handler(({ context, input }) =>
    context.write(work('登记违章事故后续', input), async (unit) => changed(await followIncident(unit, input)))
  ),
  collect: os.incidents.collect.handler(({ context, input }) =>
    context.write(work('收到赔偿', input), async (unit) => changed(await collectCharge(unit, input)))
  ),
  close: os.incidents.close.handler(({ context, input }) =>
    context.write(work('违章事故结案', input), async (unit) => changed(await closeIncident(unit, input)))
  )
})

const settlements = os.settlements.router({
  list: os.settlements.list.handler(async ({ context, input }) => settlementsPage(await context.reading(), input)),
  get: os.settlements.get.handler(async ({ context, input }) => settlementDetail(await context.reading(), input.id)),
  preview: os.settlements.preview.handler(async ({ context, input }) => previewSettlements(await context.reading(), input.year)),
  sign: os.settlements.sign.handler(({ context, input }) =>
    context.write(work('驾驶员年终结算', input), async (unit) => numbered(await signSettlement(unit, input)))
  )
})

const spotChecks = os.spotChecks.router({
  list: os.spotChecks.list.handler(async ({ context, input }) => checksPage(await context.reading(), input)),
  get: os.spotChecks.get.handler(async ({ context, input }) => checkDetail(await context.reading(), input.id)),
  record: os.spotChecks.record.handler(({ context, input }) =>
    context.write(work('抽查车辆', input), async (unit) => numbered(await recordCheck(unit, input)))
  ),
  followUp: os.spotChecks.followUp.handler(({ context, input }) =>
    context.write(work('登记抽查处理', input), async (unit) => changed(await followCheck(unit, input)))
  )
})

/** One line a procedure. */
export const vehiclesRouter = os.router({
  files,
  drivers,
  cards,
  providers,
  campaigns,
  trips,
  distances,
  layups,
  refuels,
  fuelMonths,
  statements,
  suspicions,
  costs,
  repairs,
  incidents,
  settlements,
  spotChecks
})
