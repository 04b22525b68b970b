/** Addresses of the transparency log, which anybody may read. */
export const log = () => '/log'
export const checkpoint = () => '/log/checkpoint'
export const policy = () => '/log/policy'
/** The page that checks a pack, a file of its own: reached by a link that loads it whole. */
export const verifier = () => '/verify'
