"""Validates FOLDER/claims.x12 with pyx12: what it does to say whether an 837P is sound.

Prints the CPU milliseconds of that, without those of starting Python.
"""
import io
import json
import logging
import os
import sys
import time
import warnings

import pyx12.params
import pyx12.x12n_document

warnings.simplefilter("ignore")
logging.disable(logging.CRITICAL)
path = os.path.join(sys.argv[1], "claims.x12")
start = time.process_time()
good = pyx12.x12n_document.x12n_document(pyx12.params.params(), path, io.StringIO(), None, None)
print(json.dumps({"ms": (time.process_time() - start) * 1000, "good": bool(good)}))
