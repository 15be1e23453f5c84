import { officeProcedures as os } from '../procedures'
import { handoverPage } from './queries'
import { standIn } from './standIn'

export const handoverProcedures = {
  handovers: os.handovers.handler(async ({ context, input }) => handoverPage(await context.reading(), input)),
  standIn: os.standIn.handler(({ context, input }) =>
    context.write({ chain: 'office', act: '临时代管交接', reasons: input.reasons }, async (unit) => ({
      number: (await standIn(unit, context.house, input)).number
    }))
  )
}
