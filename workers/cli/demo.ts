import { demoCommand } from './demo-command'

await demoCommand('demo', 'production')
