#include "lineedit.h"
