import { ledgerRouters } from '../ledgers/routers'
import { administrationRouter } from '../office/administration/router'
import { approvalsRouter } from '../office/approvals/router'
import { checksRouter } from '../office/checks/router'
import { homeRouter } from '../office/home/router'
import { filesRouter } from '../office/outputs/filesRouter'
import { exportsRouter } from '../office/outputs/exportsRouter'
import { importsRouter } from '../office/outputs/importsRouter'
import { jobsRouter } from '../office/outputs/jobsRouter'
import { officeRouter } from '../office/router'
import { savedViewsRouter } from '../office/savedViews/router'
import { sessionRouter } from '../office/session/router'

const procedures = {
  session: sessionRouter,
  office: officeRouter,
  administration: administrationRouter,
  home: homeRouter,
  approvals: approvalsRouter,
  exports: exportsRouter,
  jobs: jobsRouter,
  imports: importsRouter,
  savedViews: savedViewsRouter,
  ...ledgerRouters
}

/**
 * Every procedure of the contract with what it does; the same for the window, the browser and the command line. That
 * none is missing is held by the permission suite, which walks the contract.
 */
export const appRouter = {
  ...procedures,
  files: filesRouter(() => procedures),
  checks: checksRouter(() => procedures)
}
