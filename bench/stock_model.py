"""Train the project as `rasa train` does, words included: `engine/.venv/bin/python -m bench.stock_model FOLDER`"""

import logging
import os
import sys
import warnings
from contextlib import redirect_stdout
from pathlib import Path


def main() -> None:
    os.environ.update(
        RASA_TELEMETRY_ENABLED="false", TF_CPP_MIN_LOG_LEVEL="3", LOG_LEVEL="ERROR", RASA_MAX_CACHE_SIZE="0"
    )
    warnings.simplefilter("ignore")
    warnings.showwarning = lambda *_arguments, **_named: None
    import rasa.model_training
    from rasa.utils.log_utils import configure_structlog

    configure_structlog(logging.ERROR)
    data = [str(Path("data") / kind) for kind in ("nlu", "rules", "responses")]
    with redirect_stdout(None):
        result = rasa.model_training.train(
            "domain.yml", "config.yml", data, sys.argv[1], fixed_model_name="stock.tar.gz"
        )
    sys.exit(result.code)


if __name__ == "__main__":
    main()
