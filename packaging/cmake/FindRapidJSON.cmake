# RapidJSON::RapidJSON, whose headers count as the system's; what distributions ship beside them differs, or is missing.

include(FindPackageHandleStandardArgs)

find_path(RapidJSON_INCLUDE_DIR rapidjson/document.h)
mark_as_advanced(RapidJSON_INCLUDE_DIR)
if(RapidJSON_INCLUDE_DIR)
    file(STRINGS ${RapidJSON_INCLUDE_DIR}/rapidjson/rapidjson.h numbers REGEX "^#define RAPIDJSON_(MAJOR|MINOR|PATCH)_VERSION [0-9]+")
    list(TRANSFORM numbers REPLACE "[^0-9]" "")
    list(JOIN numbers . RapidJSON_VERSION)
endif()

find_package_handle_standard_args(RapidJSON
    REQUIRED_VARS RapidJSON_INCLUDE_DIR
    VERSION_VAR RapidJSON_VERSION
    REASON_FAILURE_MESSAGE "install rapidjson-dev (Debian, Ubuntu), rapidjson-devel (Fedora), rapidjson (Arch) or rapidjson (Homebrew)")

if(RapidJSON_FOUND AND NOT TARGET RapidJSON::RapidJSON)
    add_library(RapidJSON::RapidJSON INTERFACE IMPORTED)
    set_target_properties(RapidJSON::RapidJSON PROPERTIES INTERFACE_INCLUDE_DIRECTORIES ${RapidJSON_INCLUDE_DIR})
endif()
