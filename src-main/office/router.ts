import { accountProcedures } from './accounts/router'
import { clearanceProcedures } from './clearance/router'
import { handoverProcedures } from './handovers/router'
import { peopleProcedures } from './people/router'
import { officeProcedures } from './procedures'
import { unitProcedures } from './units/router'

/** Units, people, posts, handovers, clearance, accounts. */
export const officeRouter = officeProcedures.router({
  ...peopleProcedures,
  ...unitProcedures,
  ...handoverProcedures,
  ...clearanceProcedures,
  ...accountProcedures
})
