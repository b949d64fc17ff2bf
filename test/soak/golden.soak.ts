// The golden cases once more, each through the real command too.
import '../golden/golden.test.js';
