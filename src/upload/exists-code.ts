/** The code with which 3DS answers a create whose partner lead id it already has; such a lead waits to be looked up under it. */
export const existsCode = 'ERR801';
