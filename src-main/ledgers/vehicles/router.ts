import { implement } from '@orpc/server'
import { contract } from '../../contract'
import { actsOn, changed, numbered, ofId, read, readById } from '../../office/handlers'
import { permitting, translatingFaults, type CallContext } from '../../office/procedure'
import { enterCost, reverseCost } from './cost/acts'
import { costsPage, costSummary } from './cost/rows'
import { receiveFuelMonth, signFuelMonth } from './fuelMonth/acts'
import { fuelMonthOf, fuelMonthsPage } from './fuelMonth/rows'
import { postRefuel, reverseRefuel } from './refuel/acts'
import { refuelDetail, refuelsPage } from './refuel/rows'
import { keepStatement, readFile, settleMatch } from './statement/acts'
import { matchesPage, statementDetail, statementsPage } from './statement/rows'
import { runChecks, settleSuspicion } from './suspicion/acts'
import { suspicionsPage } from './suspicion/rows'
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
import { holidayToLayUpFor, layupDetail, layupsPage } from './layup/rows'
import {
  accept,
  chargeDriver,
  closeRepair,
  collectFromDriver,
  handInRepairPapers,
  handOver,
  receiveList,
  receiveStatement
} from './repair/garage'
import { amendRepair, requestRepair, requestSupplement } from './repair/request'
import { repairDetail, repairsPage } from './repair/rows'
import { previewSettlements, signSettlement } from './settlement/acts'
import { settlementDetail, settlementsPage } from './settlement/rows'
import {
  amendTrip,
  cancelTrip,
  changeTrip,
  consentToDriver,
  dispatchTrip,
  handInPapers,
  requestTrip
} from './trip/acts'
import { closedAreas, dispatchBoard, gateTrips, tripDetail, tripsPage } from './trip/rows'
import { comeBack, depart } from './trip/travel'
import { addPaper } from './vehicle/papers'
import { assignDrivers, enterVehicle, moveUnit, replaceMeter, retireVehicle, reviseVehicle } from './vehicle/acts'
import { mendDefect, reportDefect } from './vehicle/defects'
import { expiries, vehicleChoices, vehicleDetail, vehiclesPage } from './vehicle/rows'

const os = implement(contract.vehicles).$context<CallContext>().use(translatingFaults).use(permitting)
const act = actsOn('vehicles')

const files = os.files.router({
  list: os.files.list.handler(read(vehiclesPage)),
  get: os.files.get.handler(readById(vehicleDetail)),
  choices: os.files.choices.handler(read(vehicleChoices)),
  expiries: os.files.expiries.handler(read((reading) => expiries(reading))),
  enter: os.files.enter.handler(act('建立车辆档案', async (unit, input) => numbered(await enterVehicle(unit, input)))),
  revise: os.files.revise.handler(
    act('更正车辆档案', async (unit, input) => changed(await reviseVehicle(unit, input)))
  ),
  moveUnit: os.files.moveUnit.handler(act('变更使用单位', async (unit, input) => changed(await moveUnit(unit, input)))),
  assignDrivers: os.files.assignDrivers.handler(
    act('变更驾驶员', async (unit, input) => changed(await assignDrivers(unit, input)))
  ),
  retire: os.files.retire.handler(
    act('车辆更新报废', async (unit, input, house) => changed(await retireVehicle(unit, house, input)))
  ),
  addPaper: os.files.addPaper.handler(act('登记保险年检', async (unit, input) => changed(await addPaper(unit, input)))),
  replaceMeter: os.files.replaceMeter.handler(
    act('更换里程表', async (unit, input) => changed(await replaceMeter(unit, input)))
  ),
  reportDefect: os.files.reportDefect.handler(
    act('报告车况问题', async (unit, input) => ofId(await reportDefect(unit, input.id, input.description)))
  ),
  mendDefect: os.files.mendDefect.handler(
    act('排除车况问题', async (unit, input) => changed(await mendDefect(unit, input.id, input.version, input.mended)))
  )
})

const drivers = os.drivers.router({
  list: os.drivers.list.handler(read(driversPage)),
  get: os.drivers.get.handler(readById(driverDetail)),
  choices: os.drivers.choices.handler(read(driverChoices)),
  enter: os.drivers.enter.handler(act('登记驾驶员', async (unit, input) => ofId(await enterDriver(unit, input)))),
  revise: os.drivers.revise.handler(act('更新驾驶证', async (unit, input) => changed(await reviseDriver(unit, input)))),
  end: os.drivers.end.handler(act('驾驶员卸任', async (unit, input) => changed(await endDriver(unit, input))))
})

const cards = os.cards.router({
  list: os.cards.list.handler(read(cardsPage)),
  enter: os.cards.enter.handler(act('登记卡', async (unit, input) => ofId(await enterCard(unit, input)))),
  assign: os.cards.assign.handler(
    act('变更卡的车辆和持卡人', async (unit, input) => changed(await assignCard(unit, input)))
  ),
  lose: os.cards.lose.handler(act('挂失卡', async (unit, input) => changed(await loseCard(unit, input)))),
  cancel: os.cards.cancel.handler(act('注销卡', async (unit, input) => changed(await cancelCard(unit, input))))
})

const providers = os.providers.router({
  list: os.providers.list.handler(read(providersPage)),
  enter: os.providers.enter.handler(act('登记定点单位', async (unit, input) => ofId(await enterProvider(unit, input)))),
  end: os.providers.end.handler(act('终止定点', async (unit, input) => changed(await endProvider(unit, input))))
})

const campaigns = os.campaigns.router({
  list: os.campaigns.list.handler(read(campaignsPage)),
  declare: os.campaigns.declare.handler(
    act('宣布集中整治', async (unit, input) => numbered(await declareCampaign(unit, input)))
  ),
  end: os.campaigns.end.handler(act('结束集中整治', async (unit, input) => changed(await endCampaign(unit, input))))
})

const trips = os.trips.router({
  list: os.trips.list.handler(read(tripsPage)),
  get: os.trips.get.handler(readById(tripDetail)),
  board: os.trips.board.handler(read((reading, { from, days }) => dispatchBoard(reading, from, days))),
  gate: os.trips.gate.handler(read((reading, { search }) => gateTrips(reading, search))),
  areas: os.trips.areas.handler(read(closedAreas)),
  request: os.trips.request.handler(
    act('申请用车', async (unit, input, house) => numbered(await requestTrip(unit, house, input)))
  ),
  amend: os.trips.amend.handler(
    act('补正用车申请', async (unit, input, house) => changed(await amendTrip(unit, house, input)))
  ),
  dispatch: os.trips.dispatch.handler(
    act('派车', async (unit, input, house) => changed(await dispatchTrip(unit, house, input)))
  ),
  consent: os.trips.consent.handler(
    act('同意驾驶', async (unit, input) => changed(await consentToDriver(unit, input)))
  ),
  change: os.trips.change.handler(
    act('申请变更用车', async (unit, input, house) => numbered(await changeTrip(unit, house, input)))
  ),
  depart: os.trips.depart.handler(act('登记出车', async (unit, input) => changed(await depart(unit, input)))),
  return: os.trips.return.handler(
    act('登记返回', async (unit, input, house) => changed(await comeBack(unit, house, input)))
  ),
  cancel: os.trips.cancel.handler(
    act('取消用车', async (unit, input, house) => changed(await cancelTrip(unit, house, input)))
  ),
  papers: os.trips.papers.handler(act('补办用车手续', async (unit, input) => changed(await handInPapers(unit, input))))
})

const distances = os.distances.router({
  list: os.distances.list.handler(read(distancesPage)),
  explain: os.distances.explain.handler(
    act('说明无派车里程', async (unit, input) => ofId(await explainDistance(unit, input)))
  )
})

const layups = os.layups.router({
  list: os.layups.list.handler(read(layupsPage)),
  get: os.layups.get.handler(readById(layupDetail)),
  coming: os.layups.coming.handler(read(holidayToLayUpFor)),
  seal: os.layups.seal.handler(
    act('封存车辆', async (unit, input, house) => ({ sealed: await sealVehicles(unit, house, input) }))
  ),
  release: os.layups.release.handler(act('启封车辆', async (unit, input) => changed(await releaseVehicle(unit, input))))
})

const repairs = os.repairs.router({
  list: os.repairs.list.handler(read(repairsPage)),
  get: os.repairs.get.handler(readById(repairDetail)),
  request: os.repairs.request.handler(
    act('申请维修保养', async (unit, input, house) => numbered(await requestRepair(unit, house, input)))
  ),
  amend: os.repairs.amend.handler(
    act('补正维修申请', async (unit, input, house) => changed(await amendRepair(unit, house, input)))
  ),
  handOver: os.repairs.handOver.handler(act('送修', async (unit, input) => changed(await handOver(unit, input)))),
  supplement: os.repairs.supplement.handler(
    act('申请维修增项', async (unit, input, house) => numbered(await requestSupplement(unit, house, input)))
  ),
  accept: os.repairs.accept.handler(
    act('维修验收', async (unit, input, house) => changed(await accept(unit, house, input)))
  ),
  papers: os.repairs.papers.handler(
    act('补办维修手续', async (unit, input) => changed(await handInRepairPapers(unit, input)))
  ),
  receiveStatement: os.repairs.receiveStatement.handler(
    act('财务收到情况说明', async (unit, input) => changed(await receiveStatement(unit, input)))
  ),
  receiveList: os.repairs.receiveList.handler(
    act('财务收到维修清单', async (unit, input) => changed(await receiveList(unit, input)))
  ),
  charge: os.repairs.charge.handler(
    act('认定驾驶员自负', async (unit, input) => changed(await chargeDriver(unit, input)))
  ),
  collect: os.repairs.collect.handler(
    act('收到自负维修费', async (unit, input) => changed(await collectFromDriver(unit, input)))
  ),
  close: os.repairs.close.handler(act('维修办结', async (unit, input) => changed(await closeRepair(unit, input))))
})

const incidents = os.incidents.router({
  list: os.incidents.list.handler(read(incidentsPage)),
  get: os.incidents.get.handler(readById(incidentDetail)),
  record: os.incidents.record.handler(
    act('登记违章事故', async (unit, input) => numbered(await recordIncident(unit, input)))
  ),
  follow: os.incidents.follow.handler(
    act('登记违章事故后续', async (unit, input) => changed(await followIncident(unit, input)))
  ),
  collect: os.incidents.collect.handler(
    act('收到赔偿', async (unit, input) => changed(await collectCharge(unit, input)))
  ),
  close: os.incidents.close.handler(
    act('违章事故结案', async (unit, input) => changed(await closeIncident(unit, input)))
  )
})

const settlements = os.settlements.router({
  list: os.settlements.list.handler(read(settlementsPage)),
  get: os.settlements.get.handler(readById(settlementDetail)),
  preview: os.settlements.preview.handler(read((reading, { year }) => previewSettlements(reading, year))),
  sign: os.settlements.sign.handler(
    act('驾驶员年终结算', async (unit, input) => numbered(await signSettlement(unit, input)))
  )
})

const spotChecks = os.spotChecks.router({
  list: os.spotChecks.list.handler(read(checksPage)),
  get: os.spotChecks.get.handler(readById(checkDetail)),
  record: os.spotChecks.record.handler(
    act('抽查车辆', async (unit, input) => numbered(await recordCheck(unit, input)))
  ),
  followUp: os.spotChecks.followUp.handler(
    act('登记抽查处理', async (unit, input) => changed(await followCheck(unit, input)))
  )
})

/** One line a procedure. */
const refuels = os.refuels.router({
  list: os.refuels.list.handler(read(refuelsPage)),
  get: os.refuels.get.handler(readById(refuelDetail)),
  post: os.refuels.post.handler(act('加油登记', async (unit, input) => numbered(await postRefuel(unit, input)))),
  reverse: os.refuels.reverse.handler(
    act('冲正加油', async (unit, input) => numbered(await reverseRefuel(unit, input.id, input.reason)))
  )
})

const fuelMonths = os.fuelMonths.router({
  list: os.fuelMonths.list.handler(read(fuelMonthsPage)),
  month: os.fuelMonths.month.handler(read((reading, { month }) => fuelMonthOf(reading, month))),
  sign: os.fuelMonths.sign.handler(
    act('油料月结', async (unit, input) => numbered(await signFuelMonth(unit, input.month)))
  ),
  receive: os.fuelMonths.receive.handler(
    act('财务收到油料月结', async (unit, input) => numbered(await receiveFuelMonth(unit, input.id)))
  )
})

const statements = os.statements.router({
  list: os.statements.list.handler(read(statementsPage)),
  get: os.statements.get.handler(readById(statementDetail)),
  matches: os.statements.matches.handler(read(matchesPage)),
  read: os.statements.read.handler(async ({ context, input }) => {
    const file = await readFile(context.house, input.attachmentId)
    return act('读入油卡对账单', async (unit) => numbered(await keepStatement(unit, file)))({ context, input })
  }),
  settle: os.statements.settle.handler(
    act('处理对账情况', async (unit, input) => changed(await settleMatch(unit, input)))
  )
})

const suspicions = os.suspicions.router({
  list: os.suspicions.list.handler(read(suspicionsPage)),
  run: os.suspicions.run.handler(act('核查用油疑点', (unit, input, house) => runChecks(unit, house, input))),
  settle: os.suspicions.settle.handler(
    act('处理用油疑点', async (unit, input) => changed(await settleSuspicion(unit, input)))
  )
})

const costs = os.costs.router({
  list: os.costs.list.handler(read(costsPage)),
  summary: os.costs.summary.handler(read(costSummary)),
  enter: os.costs.enter.handler(act('登记费用', async (unit, input) => numbered(await enterCost(unit, input)))),
  reverse: os.costs.reverse.handler(
    act('冲正费用', async (unit, input) => numbered(await reverseCost(unit, input.id, input.reason)))
  )
})

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
