import { describeOnPostgres } from '../../support/postgres'
import { refusesBadInput } from './suite'

describeOnPostgres('whatever is sent [postgres]', () => refusesBadInput('postgres'))
