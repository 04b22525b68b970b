/** Addresses of the transparency log, which anybody may read. */
export const log = () => '/log'
export const checkpoint = () => '/log/checkpoint'
export const policy = () => '/log/policy'
