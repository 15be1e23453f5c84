import type { ListFilter } from '@contract'
import { client } from '../../../api/client'
import { inStates, type Step } from '../../../ledger-kit'
import { localToday } from '../../../ui/hostClock'

const only = (...filters: ListFilter[]) => ({ filters, limit: 1 })
const until = (field: string): ListFilter => ({ field, op: 'to', value: localToday() })

/**
 * The steps in the order goods go through the warehouse. Counts come from main; a step whose list is closed to the user
 * shows none.
 */
export const steps: readonly Step[] = [
  {
    title: '今天到期和已逾期的物品',
    what: '看依据哪条规则、应办什么',
    button: '去处理',
    path: '/warehouse/due',
    count: async (signal) => (await client.warehouse.clocks.list(only(until('dueOn')), { signal })).total
  },
  {
    title: '已批准待出库的',
    what: '当事人到场，点清，共同签字',
    button: '办理出库',
    path: '/warehouse/exits',
    by: ['warehouseKeeper'],
    count: async (signal) => (await client.warehouse.exits.list(inStates('approved'), { signal })).total
  },
  {
    title: '退回补正的出库申请',
    what: '补正后重新报批',
    button: '去补正',
    path: '/warehouse/exits',
    count: async (signal) => (await client.warehouse.exits.list(inStates('returned'), { signal })).total
  },
  {
    title: '延期批准后还没告知当事人的',
    what: '告知后登记日期',
    button: '去登记',
    path: '/warehouse/due/extensions',
    count: async (signal) =>
      (
        await client.warehouse.extensions.list(
          only({ field: 'state', op: 'eq', value: 'approved' }, { field: 'notifiedOn', op: 'empty' }),
          {
            signal
          }
        )
      ).total
  },
  {
    title: '该检查的第三方保管',
    what: '到保管地点查看，登记检查情况',
    button: '去检查',
    path: '/warehouse/keepings',
    count: async (signal) => (await client.warehouse.keepings.list(only(until('nextInspectionOn')), { signal })).total
  },
  {
    title: '清整差异没处理的',
    what: '缺失的找到后登记或申请核销，多出的查明来源',
    button: '去处理',
    path: '/warehouse/cleanups',
    by: ['warehouseKeeper'],
    count: async (signal) =>
      (await client.warehouse.cleanups.list({ limit: 4 }, { signal })).rows.reduce((sum, row) => sum + row.unsettled, 0)
  },
  {
    title: '没做完的清整',
    what: '按库位清点，写明差异后完成',
    button: '去清点',
    path: '/warehouse/cleanups',
    count: async (signal) => (await client.warehouse.cleanups.list(inStates('open'), { signal })).total
  }
]
