import type { ListFilter, Page, ListRequest } from '@contract'
import { client } from '../../../api/client'
import { inStates, type Step } from '../../../ledger-kit'

const only = (...filters: ListFilter[]): ListRequest => ({ filters, limit: 1 })
const totalOf = async (page: Promise<Page<unknown>>) => (await page).total
const office = ['vehicleOffice', 'officeDirector'] as const

/** The steps in the order of a trip. Counts come from main; a step whose list is closed to the user shows none. */
export const steps: readonly Step[] = [
  {
    title: '已批准、等派车的',
    what: '选车辆和驾驶员',
    button: '去派车',
    path: '/vehicles/board',
    by: office,
    count: (signal) =>
      totalOf(
        client.vehicles.trips.list(
          only({ field: 'state', op: 'eq', value: 'approved' }, { field: 'vehicleId', op: 'empty' }),
          { signal }
        )
      )
  },
  {
    title: '出车没回来的',
    what: '到时间的催回，登记返回里程',
    button: '去登记',
    path: '/vehicles/gate',
    count: (signal) => totalOf(client.vehicles.trips.list(inStates('out'), { signal }))
  },
  {
    title: '该补办用车手续的',
    what: '返回后一个工作日内补办',
    button: '去补办',
    path: '/vehicles/trips',
    count: (signal) =>
      totalOf(
        client.vehicles.trips.list(
          only(
            { field: 'papersDueOn', op: 'empty', value: false },
            { field: 'papersOn', op: 'empty' },
            { field: 'state', op: 'eq', value: 'done' }
          ),
          { signal }
        )
      )
  },
  {
    title: '没有派车单的里程',
    what: '由单位负责人说明',
    button: '去说明',
    path: '/vehicles/distances',
    count: (signal) =>
      totalOf(client.vehicles.distances.list(only({ field: 'explanationId', op: 'empty' }), { signal }))
  },
  {
    title: '修理中的车辆',
    what: '修好后驾驶员与车管办一起验收',
    button: '去验收',
    path: '/vehicles/repairs',
    count: (signal) => totalOf(client.vehicles.repairs.list(inStates('inGarage'), { signal }))
  },
  {
    title: '验收后没办结的维修',
    what: '清单交财务后办结',
    button: '去办结',
    path: '/vehicles/repairs',
    by: [...office, 'finance', 'financeHead'],
    count: (signal) => totalOf(client.vehicles.repairs.list(inStates('accepted'), { signal }))
  },
  {
    title: '油卡对账不符的',
    what: '写明处理',
    button: '去处理',
    path: '/vehicles/statements',
    by: [...office, 'finance', 'financeHead'],
    count: (signal) => totalOf(client.vehicles.statements.matches(inStates('open'), { signal }))
  },
  {
    title: '没有处理的用油疑点',
    what: '核实后写明处理',
    button: '去处理',
    path: '/vehicles/suspicions',
    by: office,
    count: (signal) => totalOf(client.vehicles.suspicions.list(inStates('open'), { signal }))
  },
  {
    title: '没结案的违章事故',
    what: '报告、通报、处理结果齐了结案',
    button: '去处理',
    path: '/vehicles/incidents',
    by: office,
    count: (signal) => totalOf(client.vehicles.incidents.list(inStates('open'), { signal }))
  }
]
