// vehicles: many refuels and half as many trips — lists, search, a week of the dispatch board, a month's statement of
// fuel, costs of a year, what is due, export — through RPC, against bare indexed reads.
import { Refuel, Trip } from '@main/ledgers/vehicles/entities'
import { benchHouse, benchSizes, keptFolder } from './support/benchHouse'
import { signedInCaller } from './support/caller'
import { reportExport, reportPages, reportRead, reportSearch } from './support/ledgerMeasures'
import { fillVehicleYears } from './support/vehicleYears'

for (const rows of benchSizes([200_000])) {
  const sources = ['bulkOffice.ts', 'vehicleYears.ts']
  const house = await benchHouse(await keptFolder('vehicleYears', rows, fillVehicleYears, sources))
  const { client } = await signedInCaller(house, ['vehicleOffice'])
  const { trips, refuels, fuelMonths, costs } = client.vehicles
  const { read } = house.database
  const [refuel] = await read.find(Refuel, { order: { at: 'ASC' }, skip: Math.floor(rows / 2), take: 1 })
  const [trip] = await read.find(Trip, { order: { fromAt: 'ASC' }, skip: Math.floor(rows / 4), take: 1 })
  if (!refuel || !trip) throw new Error('nothing was filled in')
  const bare = (sql: string, ...values: string[]) => read.query<unknown[]>(sql, values)
  const page = () => bare('SELECT * FROM vehicle_refuels ORDER BY at DESC, id DESC LIMIT 50')
  const tripPage = () => bare('SELECT * FROM vehicle_trips ORDER BY from_at DESC, id DESC LIMIT 50')

  await reportPages('vehicles refuels by time, with sums', rows, (window) => refuels.list(window), page)
  await reportPages(
    'vehicles refuels of one car',
    rows,
    (window) => refuels.list({ ...window, filters: [{ field: 'vehicleId', op: 'eq', value: refuel.vehicleId }] }),
    () => bare('SELECT * FROM vehicle_refuels WHERE vehicle_id = ? ORDER BY at DESC LIMIT 50', refuel.vehicleId)
  )
  await reportPages('vehicles trips', rows / 2, (window) => trips.list(window), tripPage)
  const words = ['湘E10042', 'CY-2026-01', 'chengbei', '陈建国', 'htly', '硒鼓']
  await reportSearch('vehicles search in refuels', rows, words, (search) => refuels.list({ search, limit: 50 }), page)
  await reportSearch(
    'vehicles search over everything',
    rows,
    words,
    (search) => client.home.search({ words: search }),
    page
  )
  const day = trip.fromDay
  await reportRead(
    'vehicles board, a week of a hundred cars',
    rows / 2,
    () => trips.board({ from: day, days: 7 }),
    () => bare('SELECT * FROM vehicle_trips WHERE from_day >= ? ORDER BY from_day LIMIT 350', day)
  )
  const month = refuel.day.slice(0, 7)
  const ofMonth = () =>
    bare('SELECT vehicle_id, SUM(litres) FROM vehicle_refuels WHERE day LIKE ? GROUP BY vehicle_id', `${month}%`)
  await reportRead("vehicles a month's fuel statement", rows, () => fuelMonths.month({ month }), ofMonth)
  const year = { from: `${month.slice(0, 4)}-01-01`, to: `${month.slice(0, 4)}-12-31` }
  await reportRead('vehicles costs of a year', rows, () => costs.summary(year), ofMonth)
  await reportRead('vehicles one refuel', rows, () => refuels.get({ id: refuel.id }), page)
  await reportRead('vehicles due on the home page', rows, () => client.home.due(undefined), page)
  await reportRead('vehicles home page charts', rows, () => client.home.charts(undefined), page)
  await reportExport('vehicles export of refuels', client, {
    output: 'vehicles',
    sheets: ['加油登记'],
    rows,
    cells: [
      '2026-01-05',
      refuel.plate,
      refuel.driverName,
      refuel.station,
      '92号',
      12.6,
      7.56,
      95.26,
      20_000,
      '是'
    ].concat(['', '油卡余额不足', '', '8.4', '', ''])
  })
  await house.database.close()
}
