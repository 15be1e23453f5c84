import { buildSuite } from '../../support/builtSuite'

/** The end-to-end tests drive what was built from the sources as they are now. */
export default buildSuite
