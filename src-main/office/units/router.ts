import { createUnit, updateUnit } from './service'
import { mergeUnit } from './merge'
import { unitRows } from './queries'
import { officeProcedures as os } from '../procedures'

export const unitProcedures = {
  units: os.units.handler(async ({ context }) => unitRows(await context.reading())),
  createUnit: os.createUnit.handler(({ context, input }) =>
    context.write({ chain: 'office', act: '新增单位', reasons: input.reasons }, async (unit) => ({
      id: (await createUnit(unit, input)).id
    }))
  ),
  updateUnit: os.updateUnit.handler(({ context, input }) =>
    context.write({ chain: 'office', act: '修改单位', reasons: input.reasons }, async (unit) => ({
      version: (await updateUnit(unit, input)).version
    }))
  ),
  mergeUnit: os.mergeUnit.handler(({ context, input }) =>
    context.write({ chain: 'office', act: `合并单位：${input.reason}`, reasons: input.reasons }, async (unit) => ({
      version: (await mergeUnit(unit, context.house, input)).version
    }))
  )
}
