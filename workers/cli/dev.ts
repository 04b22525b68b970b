import { demoCommand } from './demo-command'

await demoCommand('dev', 'development')
